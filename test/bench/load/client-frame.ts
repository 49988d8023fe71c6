/** Any key will do: it is there for the proxies of the web, and loopback has none. */
const mask = Uint8Array.of(0x5a, 0xc3, 0x17, 0xe9)

export const opcodes = { binary: 2, close: 8, pong: 10 } as const

/** One masked WebSocket frame, as a client must send it (RFC 6455, 5.3). */
export function clientFrame(payload: Uint8Array, code: number = opcodes.binary): Buffer {
  const header = headerOf(payload.length, code)
  const frame = Buffer.allocUnsafe(header.length + payload.length)
  frame.set(header, 0)
  for (let at = 0; at < payload.length; at += 1) {
    frame[header.length + at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0)
  }
  return frame
}

function headerOf(length: number, code: number): Buffer {
  const first = 0x80 | code
  if (length < 126) return Buffer.from([first, 0x80 | length, ...mask])
  if (length < 65_536) return Buffer.from([first, 0xfe, length >> 8, length & 0xff, ...mask])
  const header = Buffer.from([first, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, ...mask])
  header.writeUInt32BE(Math.floor(length / 2 ** 32), 2)
  header.writeUInt32BE(length >>> 0, 6)
  return header
}
