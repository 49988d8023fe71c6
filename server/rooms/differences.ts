import * as Y from 'yjs'
import { writeStep2 } from '../../shared/wire/sync-frames.ts'
import { mergedFrames } from './merged-frames.ts'

type Frames = readonly Uint8Array[]

/** What somebody with one state vector lacked once, and what has come to the document since. */
interface Known {
  readonly step2: Uint8Array
  readonly updates: Uint8Array[]
  frames: Frames | null
}

/** So many state vectors are remembered: newcomers have one, those who come back a few. */
const mostKnown = 16
/** Below this size, in bytes, encoding anew costs less than merging what has come since. */
const worthKeeping = 64 * 1024
/** From so many updates on, encoding anew costs less than merging them. */
const mostUpdates = 128

/**
 * The answers to step 1: encoded once for everybody who asks with the same state vector, so that a
 * room full of people who come at once costs little more than one. A large answer outlives what
 * comes to the document, and what has come is then sent in front of it: Yjs keeps it until the
 * answer is there, so that nobody who is in step lacks anything.
 */
export class Differences {
  readonly #doc: Y.Doc
  readonly #knownByVector = new Map<string, Known>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  /** The frames that bring this state vector up to date. Throws where it is malformed. */
  since(stateVector: Uint8Array): Frames {
    const key = Buffer.from(stateVector).toString('latin1')
    const known = this.#knownByVector.get(key) ?? this.#learn(key, stateVector)
    return (known.frames ??= [...mergedFrames(known.updates), known.step2])
  }

  /** These have come to the document; `mayMerge` says whether every one is fresh: see `Verdict`. */
  add(rows: readonly { readonly update: Uint8Array }[], mayMerge: boolean): void {
    for (const [key, known] of this.#knownByVector) {
      const isWorth = mayMerge && known.step2.length >= worthKeeping
      if (!isWorth || known.updates.length + rows.length > mostUpdates) {
        this.#knownByVector.delete(key)
      } else {
        known.updates.push(...rows.map(({ update }) => update))
        known.frames = null
      }
    }
  }

  #learn(key: string, stateVector: Uint8Array): Known {
    const step2 = writeStep2(Y.encodeStateAsUpdate(this.#doc, stateVector))
    const known = { step2, updates: [], frames: null }
    const [oldest] = this.#knownByVector.keys()
    if (oldest !== undefined && this.#knownByVector.size >= mostKnown) {
      this.#knownByVector.delete(oldest)
    }
    this.#knownByVector.set(key, known)
    return known
  }
}
