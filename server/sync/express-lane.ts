import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { keyLength, MaskedFrame } from './masked-frame.ts'

export interface ExpressLaneOptions {
  readonly socket: WebSocket
  /** What the socket runs on. Nothing of it may have been read yet. */
  readonly stream: Duplex
  /** How long a message may be; `ws` says so where one is longer. */
  readonly frameBytes: number
  /** A whole binary message. Its bytes are nobody else's. */
  readonly onFrame: (frame: MaskedFrame) => void
}

type Listener = (this: Duplex, chunk: Buffer) => void

const wholeBinary = 0x82
const opcodes = { continuation: 0, binary: 2, close: 8, ping: 9, pong: 10 } as const
const final = 0x80
const opcodeBits = 0x0f
const reservedBits = 0x70
const masked = 0x80
const lengthIn16Bits = 126
const lengthIn64Bits = 127

/** A frame's head, and where it ends. */
interface Head {
  readonly first: number
  readonly isMasked: boolean
  /** Where the masking key stands, or would stand, and the payload's length. */
  readonly keyAt: number
  readonly length: number
  readonly end: number
}

/**
 * The way in for nearly all that comes: a message in one masked binary frame, whole in what was
 * read. Such a one is told of as it is, without a copy and still masked, since most of what stock
 * clients send is passed by after a look at its first bytes. All else (control frames, messages in
 * pieces, texts, whatever is wrong) goes to `ws`, byte by byte as it came.
 */
export class ExpressLane {
  readonly #options: ExpressLaneOptions
  readonly #toWs: Listener
  /** The start of a frame whose head is not whole yet. */
  #held: Buffer | null = null
  /** How many bytes `ws` still has to get of the frame it reads, and whether that one closes. */
  #owed = 0
  #isClosing = false
  /** How much `ws` has of a message of which it has not all pieces; null where there is none. */
  #pieces: number | null = null
  /** Something came that no client of ours sends: from there on everything is for `ws`. */
  #isOut = false
  /** The far end has closed: nothing behind that counts. */
  #isShut = false

  constructor(options: ExpressLaneOptions) {
    const { socket, stream } = options
    this.#options = options
    const [toWs] = stream.listeners('data') as Listener[]
    if (!toWs) throw new Error('The WebSocket does not listen to its stream.')
    this.#toWs = toWs
    stream.off('data', toWs)
    stream.on('data', (chunk: Buffer) => this.#onChunk(chunk))
    // Nothing is read any more of who has broken the protocol.
    socket.on('error', () => (this.#isShut = true))
  }

  #onChunk(chunk: Buffer): void {
    const bytes = this.#held ? Buffer.concat([this.#held, chunk]) : chunk
    this.#held = null
    for (let at = 0; at < bytes.length && !this.#isShut;) {
      if (this.#isOut) this.#owed = bytes.length - at
      at = this.#owed > 0 ? this.#passOn(bytes, at) : this.#readFrame(bytes, at)
    }
  }

  /** Gives how far it came. */
  #readFrame(bytes: Buffer, at: number): number {
    const head = headAt(bytes, at)
    if (!head) {
      this.#held = Buffer.from(bytes.subarray(at))
      return bytes.length
    }
    if (!this.#isPlain(head, bytes)) return this.#leaveToWs(bytes, at, head)
    this.#options.onFrame(new MaskedFrame(bytes, head.keyAt, head.length))
    return head.end
  }

  #isPlain({ first, isMasked, length, end }: Head, bytes: Buffer): boolean {
    const { socket, frameBytes } = this.#options
    return (
      first === wholeBinary &&
      isMasked &&
      end <= bytes.length &&
      length <= frameBytes &&
      this.#pieces === null &&
      socket.readyState === socket.OPEN
    )
  }

  #leaveToWs(bytes: Buffer, at: number, head: Head): number {
    const opcode = head.first & opcodeBits
    this.#isOut = !this.#isSound(head, opcode)
    if (opcode < opcodes.close) this.#countPieces(head)
    this.#isClosing = opcode === opcodes.close
    this.#owed = head.end - at
    return this.#passOn(bytes, at)
  }

  /** `ws` says what is wrong only in a while: until then nothing may be read behind that. */
  #isSound({ first, isMasked, length }: Head, opcode: number): boolean {
    if (!isMasked || (first & reservedBits) !== 0) return false
    if (opcode > opcodes.pong || length + (this.#pieces ?? 0) > this.#options.frameBytes)
      return false
    if (opcode >= opcodes.close) return (first & final) !== 0 && length < lengthIn16Bits
    return opcode === (this.#pieces === null ? opcodes.binary : opcodes.continuation)
  }

  #countPieces({ first, length }: Head): void {
    this.#pieces = (first & final) === 0 ? (this.#pieces ?? 0) + length : null
  }

  #passOn(bytes: Buffer, at: number): number {
    const next = Math.min(at + this.#owed, bytes.length)
    this.#owed -= next - at
    this.#toWs.call(this.#options.stream, bytes.subarray(at, next))
    if (this.#isClosing && this.#owed === 0) this.#isShut = true
    return next
  }
}

/** Null where the head is not whole. */
function headAt(bytes: Buffer, at: number): Head | null {
  const left = bytes.length - at
  if (left < 2) return null
  const [first = 0, second = 0] = [bytes[at], bytes[at + 1]]
  const short = second & ~masked
  const keyAt = at + (short === lengthIn64Bits ? 10 : short === lengthIn16Bits ? 4 : 2)
  if (keyAt > bytes.length) return null
  const length = lengthAt(bytes, at, short)
  const isMasked = (second & masked) !== 0
  const end = keyAt + (isMasked ? keyLength : 0) + length
  return { first, isMasked, keyAt, length, end }
}

function lengthAt(bytes: Buffer, at: number, short: number): number {
  if (short === lengthIn64Bits) return Number(bytes.readBigUInt64BE(at + 2))
  return short === lengthIn16Bits ? bytes.readUInt16BE(at + 2) : short
}
