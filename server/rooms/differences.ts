import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import * as Y from 'yjs'
import { writeDeflated, writeStep2, writeUpdate } from '../../shared/wire/sync-frames.ts'
import { mergedFrames } from './merged-frames.ts'

type Frames = readonly Uint8Array[]

/** The frames that bring somebody up to date. */
export interface Difference {
  readonly frames: Frames
  /** The same for whoever can inflate, where that makes it worth less on the way; null elsewhere. */
  deflated(): Promise<Frames> | null
}

/** The state vector of a document with nothing in it. */
const knowsNothing = Uint8Array.of(0)

/** So many state vectors are remembered: newcomers have one, those who come back a few. */
const mostKnown = 16
/** Below this size, in bytes, encoding anew costs less than merging what has come since. */
const worthKeeping = 64 * 1024

/** Whether a document of so many bytes takes its time to load, and its answers are kept. */
export function isLarge(bytes: number): boolean {
  return bytes >= worthKeeping
}

/** Below this size, in bytes, an answer is not worth deflating. */
const worthDeflating = 32 * 1024
/** From so many updates on, encoding anew costs less than merging them. */
const mostUpdates = 128
/** Of zlib's levels: twice as quick as its usual one, for a tenth more bytes. */
const level = 3

const deflate = promisify(deflateRaw)

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

  /**
   * The document is these updates, a keyframe and the rows behind it, and nothing else: somebody
   * who knows nothing of it can be given them as they are.
   */
  prime(keyframe: Uint8Array, rows: readonly { readonly update: Uint8Array }[]): void {
    if (!isLarge(keyframe.length) || rows.length > mostUpdates) return
    // Rows may repeat each other: see `Verdict`. They are not merged.
    const news = rows.map(({ update }) => writeUpdate(update))
    this.#knownByVector.set(keyOf(knowsNothing), new Known(writeStep2(keyframe), news))
  }

  /** Whether the answer to this state vector is there, without the document. */
  has(stateVector: Uint8Array): boolean {
    return this.#knownByVector.has(keyOf(stateVector))
  }

  /** What somebody with this state vector lacks. Throws where it is malformed. */
  since(stateVector: Uint8Array): Difference {
    const key = keyOf(stateVector)
    return this.#knownByVector.get(key) ?? this.#learn(key, stateVector)
  }

  /** These have come to the document; `mayMerge` says whether every one is fresh: see `Verdict`. */
  add(rows: readonly { readonly update: Uint8Array }[], mayMerge: boolean): void {
    for (const [key, known] of this.#knownByVector) {
      if (!mayMerge || !known.add(rows)) this.#knownByVector.delete(key)
    }
  }

  #learn(key: string, stateVector: Uint8Array): Known {
    const known = new Known(writeStep2(Y.encodeStateAsUpdate(this.#doc, stateVector)))
    const [oldest] = this.#knownByVector.keys()
    if (oldest !== undefined && this.#knownByVector.size >= mostKnown) {
      this.#knownByVector.delete(oldest)
    }
    this.#knownByVector.set(key, known)
    return known
  }
}

function keyOf(stateVector: Uint8Array): string {
  return Buffer.from(stateVector).toString('latin1')
}

/** What somebody with one state vector lacked once, and what has come to the document since. */
class Known implements Difference {
  readonly #step2: Uint8Array
  readonly #first: Frames
  readonly #updates: Uint8Array[] = []
  #news: Frames | null = null
  #deflated: Promise<Uint8Array> | null = null

  /** @param first frames that belong to it, and are sent in front */
  constructor(step2: Uint8Array, first: Frames = []) {
    this.#step2 = step2
    this.#first = first
  }

  get frames(): Frames {
    return [...this.#newsFrames(), this.#step2]
  }

  deflated(): Promise<Frames> | null {
    if (this.#step2.length < worthDeflating) return null
    this.#deflated ??= deflate(this.#step2, { level }).then(writeDeflated)
    const news = this.#newsFrames()
    return this.#deflated.then((step2) => [...news, step2])
  }

  /** Takes what has come; false where this is better learned anew. */
  add(rows: readonly { readonly update: Uint8Array }[]): boolean {
    if (!isLarge(this.#step2.length)) return false
    if (this.#updates.length + rows.length > mostUpdates) return false
    this.#updates.push(...rows.map(({ update }) => update))
    this.#news = null
    return true
  }

  #newsFrames(): Frames {
    return (this.#news ??= [...this.#first, ...mergedFrames(this.#updates)])
  }
}
