/** The page is awake again after so many milliseconds. */
const longest = 8

/**
 * Does work step by step, and lets the page draw and hear in between.
 *
 * @param step does a little; answers whether that was all
 * @param isWanted asked between slices: work that nobody waits for any more stops
 * @returns whether it came to its end
 */
export async function inSlices(step: () => boolean, isWanted: () => boolean): Promise<boolean> {
  while (isWanted()) {
    const end = performance.now() + longest
    while (performance.now() < end) if (step()) return true
    await new Promise((next) => setTimeout(next))
  }
  return false
}
