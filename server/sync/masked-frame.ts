/**
 * The payload of a client's WebSocket frame as it came: each byte masked (RFC 6455, 5.3). Bytes can
 * be looked at one by one before anything is done to all of them.
 */
export class MaskedFrame {
  readonly length: number
  readonly #bytes: Uint8Array
  readonly #start: number
  /** The masking key, its first byte the lowest. */
  readonly #mask: number

  /** @param start where the masking key stands in `bytes`, right in front of the payload */
  constructor(bytes: Buffer, start: number, length: number) {
    this.length = length
    this.#bytes = bytes
    this.#start = start + keyLength
    this.#mask = bytes.readUInt32LE(start)
  }

  /** One byte of the payload; NaN behind its end. */
  at(index: number): number {
    if (index >= this.length) return NaN
    return (this.#bytes[this.#start + index] ?? 0) ^ ((this.#mask >>> ((index & 3) << 3)) & 0xff)
  }

  /** The payload, unmasked in its place: what was masked is gone, so that this is done once. */
  open(): Uint8Array {
    const payload = this.#bytes.subarray(this.#start, this.#start + this.length)
    const mask = this.#mask
    for (let index = 0; index < payload.length; index += 1) {
      // Of the shifted key only the lowest byte is kept, as it is stored.
      payload[index] = (payload[index] ?? 0) ^ (mask >>> ((index & 3) << 3))
    }
    return payload
  }
}

/** Of a masking key, in bytes. */
export const keyLength = 4
