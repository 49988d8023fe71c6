import * as Y from 'yjs'
import { writeUpdate } from '../../shared/wire/sync-frames.ts'

/** `Y.mergeUpdates` takes longer an update the more it is given: 128 take 19 us each, 8,192 take 154. */
const mostMerged = 128

/** Updates as frames, as few as it pays to make of them: who receives them applies each in one go. */
export function mergedFrames(updates: readonly Uint8Array[]): Uint8Array[] {
  const frames: Uint8Array[] = []
  for (let start = 0; start < updates.length; start += mostMerged) {
    frames.push(...merged(updates.slice(start, start + mostMerged)).map(writeUpdate))
  }
  return frames
}

/** One update, where Yjs can make one of these. */
function merged(updates: Uint8Array[]): Uint8Array[] {
  if (updates.length === 1) return updates
  try {
    return [Y.mergeUpdates(updates)]
  } catch {
    return updates
  }
}
