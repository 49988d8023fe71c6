import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Keyframe } from '../log.ts'
import { keyframeChecksum } from './checksum.ts'
import type { Database } from './database.ts'
import { tellsOfDamage } from './store-problem.ts'

/** A keyframe as it is stored, and the moment of its row. */
export interface SoundKeyframe {
  readonly seq: number
  readonly at: number
  readonly deflated: Uint8Array
}

/** The keyframe that is kept of a document: a sound one, a damaged one, or none. */
export interface StoredKeyframe {
  readonly sound: SoundKeyframe | null
  readonly isDamaged: boolean
}

/** What SQLite gives for a keyframe. Where the file is damaged, a column may hold anything. */
interface KeyframeColumns {
  readonly seq: unknown
  readonly at: unknown
  readonly checksum: unknown
  readonly deflated: unknown
}

const selectKeyframe = 'SELECT seq, at, checksum, deflated FROM keyframes WHERE document = ?'

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

function soundKeyframe(document: number, columns: KeyframeColumns): SoundKeyframe | null {
  const { seq, at, checksum, deflated } = columns
  if (typeof seq !== 'number' || typeof at !== 'number') return null
  if (!(deflated instanceof Uint8Array)) return null
  const keyframe = { seq, at, deflated }
  return keyframeChecksum(document, keyframe) === checksum ? keyframe : null
}

/** zlib may answer a window on the pool, which cannot move between threads. */
function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes)
}
