import { afterPaint } from './after-paint.ts'
import { runEach } from './run-each.ts'

/** What others do takes a quarter of a page's time at most: so much longer it rests than it took to be drawn. */
const restPerCost = 3
/** But nobody waits longer for it, in milliseconds. */
const longestRest = 100
/** Two frames: no eye follows more than twenty changes a second, and each costs a whole frame. */
const shortestRest = 33

/** What waits for the next paint, in the order it came, of all connections of the page. */
let waiting: (() => void)[] = []
let isAsked = false
let timer: ReturnType<typeof setTimeout> | undefined
/** From when on what can wait is taken. */
let restsUntil = 0

/**
 * Runs this just before the browser draws next, in one go with everything else that waits: what
 * comes in many small frames is then laid out and drawn once, and is seen no later. Where nothing
 * is drawn (a hidden page, Node), it runs at once.
 * @param canWait whether it may miss a frame or a few where drawing takes the page long, so that
 *   who types there is not kept waiting by all who type elsewhere
 */
export function beforePaint(run: () => void, canWait = false): void {
  if (!draws()) return run()
  waiting.push(run)
  ask(canWait ? restsUntil - performance.now() : 0)
}

function draws(): boolean {
  return typeof document !== 'undefined' && document.visibilityState === 'visible'
}

function ask(wait: number): void {
  if (isAsked) return
  if (wait > 0) {
    timer ??= setTimeout(askNow, wait)
    return
  }
  stopResting()
  isAsked = true
  requestAnimationFrame(runAll)
}

const askNow = () => ask(0)

function stopResting(): void {
  clearTimeout(timer)
  timer = undefined
}

function runAll(): void {
  isAsked = false
  const start = performance.now()
  const due = waiting
  waiting = []
  if (due.length === 0) return
  runEach(due)
  restsUntil = start + longestRest
  afterPaint(() => rest(performance.now() - start))
}

/** What came while it was drawn has been waiting for this. */
function rest(cost: number): void {
  const fair = Math.max(shortestRest, cost * restPerCost)
  restsUntil = performance.now() + Math.min(longestRest, fair)
  if (timer === undefined) return
  stopResting()
  ask(restsUntil - performance.now())
}

/** A page that is hidden while something waits draws no more: it is run then. */
if (typeof document !== 'undefined')
  document.addEventListener('visibilitychange', () => !draws() && runAll())
