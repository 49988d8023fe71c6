/** How likely each weight makes its slice: one in so many. */
export function chancesOf(weights: readonly number[]): number[] {
  const sum = weights.reduce((all, each) => all + each, 0)
  return weights.map((weight) => sum / weight)
}
