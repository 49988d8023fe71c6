/** A whole message: `bytes[start..end)`, good only until the call returns. */
export type OnMessage = (bytes: Uint8Array, start: number, end: number) => void

export interface FrameListener {
  readonly onMessage: OnMessage
  readonly onPing: (payload: Uint8Array) => void
  readonly onClose: (code: number) => void
}

const opcode = { continuation: 0, close: 8, ping: 9 } as const
/** A store that a large message has grown is not kept for the small ones behind it. */
const storeToKeep = 256 * 1024
const noCode = 1005

/**
 * Reads a server's WebSocket frames (RFC 6455, unmasked, no extensions) from chunks of any size.
 * What is whole in a chunk is told in place, without a copy; only the start of a frame that goes on
 * in the next chunk is kept.
 */
export class FrameReader {
  readonly #listener: FrameListener
  /** What came of a frame that is not whole yet. */
  #store = Buffer.alloc(0)
  #held = 0
  #fragments: Uint8Array[] = []

  constructor(listener: FrameListener) {
    this.#listener = listener
  }

  push(chunk: Uint8Array): void {
    if (this.#held === 0) {
      const used = this.#readFrames(chunk, chunk.length)
      if (used < chunk.length) this.#hold(chunk.subarray(used))
      return
    }
    this.#hold(chunk)
    this.#letGo(this.#readFrames(this.#store, this.#held))
  }

  #hold(bytes: Uint8Array): void {
    const needed = this.#held + bytes.length
    if (needed > this.#store.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, this.#store.length * 2, 4_096))
      this.#store.copy(grown, 0, 0, this.#held)
      this.#store = grown
    }
    this.#store.set(bytes, this.#held)
    this.#held = needed
  }

  #letGo(used: number): void {
    this.#store.copyWithin(0, used, this.#held)
    this.#held -= used
    if (this.#held === 0 && this.#store.length > storeToKeep) this.#store = Buffer.alloc(0)
  }

  /** Tells all whole frames of `bytes[0..end)` and answers how many bytes those were. */
  #readFrames(bytes: Uint8Array, end: number): number {
    let at = 0
    for (;;) {
      const start = at + headerLength(bytes, at, end)
      const next = start + payloadLength(bytes, at, end)
      // NaN, where not even the header is whole, is no number to be reached either.
      if (!(next <= end)) return at
      this.#onFrame(bytes[at] ?? 0, bytes, start, next)
      at = next
    }
  }

  #onFrame(first: number, bytes: Uint8Array, start: number, end: number): void {
    const code = first & 0x0f
    if (code === opcode.ping) return this.#listener.onPing(copy(bytes, start, end))
    if (code === opcode.close) return this.#listener.onClose(closeCode(bytes, start, end))
    if (code > opcode.close) return
    const isLast = (first & 0x80) !== 0
    if (isLast && code !== opcode.continuation) this.#listener.onMessage(bytes, start, end)
    else this.#onFragment(copy(bytes, start, end), isLast)
  }

  #onFragment(bytes: Uint8Array, isLast: boolean): void {
    this.#fragments.push(bytes)
    if (!isLast) return
    const whole = Buffer.concat(this.#fragments)
    this.#fragments = []
    this.#listener.onMessage(whole, 0, whole.length)
  }
}

/** A Buffer's own `slice` would be a view of what is overwritten next. */
function copy(bytes: Uint8Array, start: number, end: number): Uint8Array {
  return Uint8Array.from(bytes.subarray(start, end))
}

function headerLength(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 > end) return NaN
  const length = (bytes[at + 1] ?? 0) & 0x7f
  const header = length === 127 ? 10 : length === 126 ? 4 : 2
  return at + header > end ? NaN : header
}

function payloadLength(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 > end) return NaN
  const length = (bytes[at + 1] ?? 0) & 0x7f
  if (length < 126) return length
  return length === 126 ? bigEndian(bytes, at + 2, at + 4) : bigEndian(bytes, at + 2, at + 10)
}

function bigEndian(bytes: Uint8Array, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at += 1) value = value * 256 + (bytes[at] ?? 0)
  return value
}

function closeCode(bytes: Uint8Array, start: number, end: number): number {
  return end - start < 2 ? noCode : bigEndian(bytes, start, start + 2)
}
