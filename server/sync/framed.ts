const finalBinary = 0x82
const lengthIn16Bits = 126
const lengthIn64Bits = 127

/** Where a payload keeps its frame: a WeakMap would cost the collector more than the frames do. */
const kept = Symbol('framed')

interface Payload extends Uint8Array {
  [kept]?: Buffer
}

/**
 * A payload as one WebSocket frame of a server: final, binary, unmasked (RFC 6455, 5.2). The same
 * payload gives the same bytes, made once for however many sockets.
 */
export function framed(payload: Payload): Buffer {
  const known = payload[kept]
  if (known) return known
  const frame = withHeader(payload)
  payload[kept] = frame
  return frame
}

function withHeader(payload: Uint8Array): Buffer {
  const { length } = payload
  const headerLength = length < lengthIn16Bits ? 2 : length <= 0xffff ? 4 : 10
  const frame = Buffer.allocUnsafe(headerLength + length)
  frame[0] = finalBinary
  if (headerLength === 2) frame[1] = length
  else if (headerLength === 4) {
    frame[1] = lengthIn16Bits
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = lengthIn64Bits
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(payload, headerLength)
  return frame
}
