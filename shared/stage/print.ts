/** The longest print there is, in characters. */
export const longestPrint = 16

/**
 * A short print of a JSON value, by which a change says what it was made from: two values with the
 * same print are the same for all that matters here, whatever the order of their keys.
 * Source: the 53-bit hash cyrb53 by bryc (public domain). It is no secret and guards against nobody.
 */
export function printOf(value: unknown): string {
  const text = JSON.stringify(value, inOrder)
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
