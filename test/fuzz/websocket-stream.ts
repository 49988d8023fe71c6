const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const
const final = 0x80
const lengths = [0, 1, 2, 13, 125, 126, 127, 300, 4_000, 66_000]

interface FrameParts {
  readonly first: number
  readonly payload: Uint8Array
  readonly masked?: boolean
}

/**
 * What clients may send over a WebSocket, from a seed: mostly whole binary messages, also messages
 * in pieces with control frames between them, texts, closes, and now and then what breaks RFC 6455.
 */
export class WebSocketStream {
  readonly #random: () => number

  constructor(random: () => number) {
    this.#random = random
  }

  /** Some frames, cut as a network may cut them. */
  chunks(frames: number): Buffer[] {
    const bytes = Buffer.concat(Array.from({ length: frames }, () => this.#next()))
    const chunks: Buffer[] = []
    for (let at = 0; at < bytes.length;) {
      const next = at + 1 + Math.floor(this.#random() ** 4 * bytes.length)
      chunks.push(bytes.subarray(at, next))
      at = next
    }
    return chunks
  }

  #next(): Buffer {
    const kind = this.#random()
    if (kind < 0.7) return this.#frame({ first: final | opcodes.binary, payload: this.#payload() })
    if (kind < 0.8) return this.#inPieces()
    if (kind < 0.9) return this.#control()
    if (kind < 0.96) return this.#text()
    return kind < 0.98 ? this.#close() : this.#broken()
  }

  #inPieces(): Buffer {
    const piece = (first: number) => this.#frame({ first, payload: this.#payload() })
    const kind = this.#random()
    // A message within another one breaks RFC 6455.
    const within = kind > 0.9 ? piece(final | opcodes.binary) : Buffer.alloc(0)
    const between = kind < 0.5 ? this.#control() : within
    return Buffer.concat([
      piece(opcodes.binary),
      between,
      piece(opcodes.continuation),
      piece(final | opcodes.continuation),
    ])
  }

  #control(): Buffer {
    const opcode = this.#random() < 0.5 ? opcodes.ping : opcodes.pong
    return this.#frame({ first: final | opcode, payload: this.#payload().subarray(0, 125) })
  }

  #text(): Buffer {
    return this.#frame({ first: final | opcodes.text, payload: Buffer.from('Grüße, Ёжик, 🎷') })
  }

  #close(): Buffer {
    const normal = Uint8Array.of(1_000 >> 8, 1_000 & 0xff)
    return this.#frame({ first: final | opcodes.close, payload: normal })
  }

  #broken(): Buffer {
    const payload = this.#payload()
    const kind = this.#random()
    if (kind < 0.2) return this.#frame({ first: final | opcodes.binary, payload, masked: false })
    if (kind < 0.4) return this.#frame({ first: final | 0x40 | opcodes.binary, payload })
    if (kind < 0.6) return this.#frame({ first: final | 5, payload })
    if (kind < 0.8) return this.#frame({ first: final | opcodes.continuation, payload })
    return this.#frame({ first: final | opcodes.binary, payload: new Uint8Array(100_001) })
  }

  #payload(): Uint8Array {
    const length = lengths[Math.floor(this.#random() ** 2 * lengths.length)] ?? 0
    return Uint8Array.from({ length }, () => this.#byte())
  }

  #frame({ first, payload, masked = true }: FrameParts): Buffer {
    const key = Array.from({ length: masked ? 4 : 0 }, () => this.#byte())
    const body = masked ? payload.map((byte, index) => byte ^ (key[index & 3] ?? 0)) : payload
    const second = masked ? 0x80 : 0
    return Buffer.concat([
      Buffer.from([first, ...lengthBytes(second, payload.length), ...key]),
      body,
    ])
  }

  #byte(): number {
    return Math.floor(this.#random() * 256)
  }
}

function lengthBytes(second: number, length: number): number[] {
  if (length < 126) return [second | length]
  if (length < 65_536) return [second | 126, length >> 8, length & 0xff]
  return [second | 127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (length >> shift) & 0xff)]
}
