/** What waits for the next paint, in the order it came, of all connections of the page. */
let waiting: (() => void)[] = []

/**
 * Runs this just before the browser draws next, in one go with everything else that waits: what
 * comes in many small frames is then laid out and drawn once, and is seen no later. Where nothing
 * is drawn (a hidden page, Node), it runs at once.
 */
export function beforePaint(run: () => void): void {
  if (!draws()) return run()
  waiting.push(run)
  if (waiting.length === 1) requestAnimationFrame(runAll)
}

function draws(): boolean {
  return typeof document !== 'undefined' && document.visibilityState === 'visible'
}

function runAll(): void {
  const due = waiting
  waiting = []
  for (const run of due) {
    try {
      run()
    } catch (error) {
      reportError(error)
    }
  }
}

/** A page that is hidden while something waits draws no more: it is run then. */
if (typeof document !== 'undefined')
  document.addEventListener('visibilitychange', () => !draws() && runAll())
