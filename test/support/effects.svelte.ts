/** Runs effects outside of any component; returns how to stop them. */
export function effects(each: readonly (() => unknown)[]): () => void {
  return $effect.root(() => {
    for (const run of each) {
      $effect(() => {
        run()
      })
    }
  })
}
