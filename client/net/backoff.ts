/**
 * How long to wait before the next try, in milliseconds: doubling from a fifth of a second to five
 * seconds, of which a random half is taken off, so that a room full of people whose server
 * restarts does not come back as one stampede.
 *
 * @param failures tries that failed in a row, 0 for the first wait
 * @param chance a number in [0, 1)
 */
export function backoff(failures: number, chance: number): number {
  const most = Math.min(5_000, 200 * 2 ** failures)
  return most * (1 - chance / 2)
}
