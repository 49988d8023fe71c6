import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Keyframe } from '../log.ts'
import { keyframeChecksum } from './checksum.ts'
import type { Database } from './database.ts'
import { tellsOfDamage } from './store-problem.ts'

/** The keyframe that is kept of a document: a sound one, a damaged one, or none. */
export interface StoredKeyframe {
  readonly sound: { readonly seq: number; readonly deflated: Uint8Array } | null
  readonly isDamaged: boolean
}

/** What SQLite gives for a keyframe. Where the file is damaged, a column may hold anything. */
interface KeyframeColumns {
  readonly seq: unknown
  readonly checksum: unknown
  readonly deflated: unknown
}

const selectKeyframe = 'SELECT seq, checksum, deflated FROM keyframes WHERE document = ?'

/** A keyframe that cannot be read is a damaged one: the rows are still there. */
export function readKeyframe(database: Database, document: number): StoredKeyframe {
  try {
    const found = database.get(selectKeyframe, document) as KeyframeColumns | null
    const sound = found && soundKeyframe(document, found)
    return { sound, isDamaged: found !== null && sound === null }
  } catch (error) {
    if (!tellsOfDamage(error)) throw error
    return { sound: null, isDamaged: true }
  }
}

/** As it is stored: states shrink to a third. */
export function deflate(update: Uint8Array): Uint8Array<ArrayBuffer> {
  return copyOf(deflateRawSync(update))
}

export function inflated({ sound }: StoredKeyframe): Keyframe | null {
  return sound && { seq: sound.seq, update: copyOf(inflateRawSync(sound.deflated)) }
}

function soundKeyframe(document: number, columns: KeyframeColumns): StoredKeyframe['sound'] {
  const { seq, checksum, deflated } = columns
  if (typeof seq !== 'number' || !(deflated instanceof Uint8Array)) return null
  return keyframeChecksum(document, seq, deflated) === checksum ? { seq, deflated } : null
}

/** zlib may answer a window on the pool, which cannot move between threads. */
function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes)
}
