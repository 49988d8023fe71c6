/**
 * Whether a value holds no more than `most` levels of arrays and objects in each other. Whoever
 * writes or reads a value level by level runs out of stack on one that is nested far too deep.
 */
export function isNestedWithin(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true
  if (most === 0) return false
  return Object.values(value).every((inner) => isNestedWithin(inner, most - 1))
}
