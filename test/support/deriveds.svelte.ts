/**
 * A derived value for each of these, and an effect that reads it: tells which has become another.
 * Returns how to let go of them.
 */
export function deriveds(
  reads: readonly (() => unknown)[],
  onChange: (at: number, value: unknown) => void,
): () => void {
  return $effect.root(() => {
    for (const [at, read] of reads.entries()) {
      const value = $derived(read())
      $effect(() => {
        onChange(at, value)
      })
    }
  })
}
