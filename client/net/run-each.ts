/** Runs all of them in order; what one of them throws is told, and the others run all the same. */
export function runEach(runs: readonly (() => void)[]): void {
  for (const run of runs) {
    try {
      run()
    } catch (error) {
      reportError(error)
    }
  }
}
