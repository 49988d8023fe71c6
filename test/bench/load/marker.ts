/**
 * What every edit of the load inserts: `~`, three characters of the writer, five of the edit's
 * number. It is found again in whichever frame it comes, merged with others or not.
 */
export const markerLength = 9
const tilde = 0x7e
const mostWriters = 36 ** 3
const mostEdits = 100_000

export function marker(writer: number, edit: number): string {
  if (writer >= mostWriters || edit >= mostEdits) throw new RangeError('A marker has nine letters.')
  return `~${writer.toString(36).padStart(3, '0')}${edit.toString().padStart(5, '0')}`
}

/** Tells each marker in `bytes[start..end)`, in the order they stand in. */
export function scanMarkers(
  bytes: Uint8Array,
  start: number,
  end: number,
  found: (writer: number, edit: number) => void,
): void {
  const last = end - markerLength
  for (let at = start; at <= last; at += 1) {
    if (bytes[at] !== tilde) continue
    const writer = digits(bytes, at + 1, 3, 36)
    const edit = digits(bytes, at + 4, 5, 10)
    // A byte of a number can look like the sign; what follows it then does not.
    if (writer < 0 || edit < 0) continue
    found(writer, edit)
    at += markerLength - 1
  }
}

/** The number that `count` digits spell, or -1 where one of them is none. */
function digits(bytes: Uint8Array, from: number, count: number, base: number): number {
  let value = 0
  for (let at = from; at < from + count; at += 1) {
    const digit = digitOf(bytes[at] ?? 0)
    if (digit < 0 || digit >= base) return -1
    value = value * base + digit
  }
  return value
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  return code >= 0x61 && code <= 0x7a ? code - 0x57 : -1
}
