/**
 * A whole number in as many bytes as it needs, seven bits in each, the lowest first, as lib0 writes
 * it. Frames are many and small, and its encoders are made for what is larger.
 */
export function varUint(value: number): number[] {
  const bytes: number[] = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128)
  bytes.push(value)
  return bytes
}

/** Some bytes, and behind them a payload with its length in front. */
export function withPayload(head: readonly number[], payload: Uint8Array): Uint8Array {
  const front = [...head, ...varUint(payload.length)]
  const bytes = new Uint8Array(front.length + payload.length)
  bytes.set(front)
  bytes.set(payload, front.length)
  return bytes
}
