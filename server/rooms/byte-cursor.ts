/** Bytes to be looked at one by one: NaN or undefined behind their end. */
export interface Bytes {
  readonly length: number
  at(index: number): number | undefined
}

/**
 * Reads numbers as lib0 writes them: seven bits a byte, the lowest first. Its own decoder reads from
 * an array only, and so not what is still masked.
 */
export class ByteCursor {
  at = 0
  readonly #bytes: Bytes

  constructor(bytes: Bytes) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.at === this.#bytes.length
  }

  /** Throws a RangeError where the number is cut off, or larger than a double holds exactly. */
  varUint(): number {
    let value = 0
    for (let factor = 1; factor <= Number.MAX_SAFE_INTEGER; factor *= 128) {
      const byte = this.#next()
      value += (byte & 127) * factor
      if (byte < 128) return checked(value)
    }
    throw new RangeError('The number does not end.')
  }

  /** Passes some bytes by, and gives where they began. Throws a RangeError where they are not there. */
  skip(length: number): number {
    const start = this.at
    this.at += length
    if (this.at > this.#bytes.length) throw new RangeError('The bytes are cut off.')
    return start
  }

  #next(): number {
    const at = this.skip(1)
    return this.#bytes.at(at) ?? 0
  }
}

function checked(value: number): number {
  if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('The number is too large.')
  return value
}
