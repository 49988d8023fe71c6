import { generateKeyBetween } from 'fractional-indexing'

/**
 * The order key for a place between two neighbours (null at an end). Two cards dropped into the
 * same gap at once get equal keys; a move between equals steps to the far side of the tie.
 */
export function orderBetween(before: string | null, after: string | null): string {
  if (before !== null && after !== null && before >= after) return generateKeyBetween(before, null)
  try {
    return generateKeyBetween(before, after)
  } catch {
    // A neighbour's key is not one of ours (any peer can write anything): go to the end.
    return generateKeyBetween(null, null)
  }
}
