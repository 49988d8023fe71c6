import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Keyframe } from '../log.ts'
import { keyframeChecksum } from './checksum.ts'
import type { Database } from './database.ts'

/** The keyframe that is kept of a document: a sound one, a damaged one, or none. */
export interface StoredKeyframe {
  readonly sound: Keyframe | null
  readonly isDamaged: boolean
}

interface KeyframeColumns {
  readonly seq: number
  readonly checksum: number
  readonly deflated: Uint8Array
}

export function readKeyframe(database: Database, document: number): StoredKeyframe {
  const sql = 'SELECT seq, checksum, deflated FROM keyframes WHERE document = ?'
  const found = database.get(sql, document) as KeyframeColumns | null
  if (!found) return { sound: null, isDamaged: false }
  const { seq, checksum, deflated } = found
  if (keyframeChecksum(document, seq, deflated) !== checksum) {
    return { sound: null, isDamaged: true }
  }
  return { sound: { seq, update: inflate(deflated) }, isDamaged: false }
}

/** Fast rather than small: states of a board shrink to a third, and best would cost six times as long. */
export function deflate(update: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(deflateRawSync(update, { level: 3 }))
}

/** A copy, for zlib may answer a window on the pool, which cannot move between threads. */
function inflate(deflated: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(inflateRawSync(deflated))
}
