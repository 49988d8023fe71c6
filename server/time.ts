/** Time as an argument, so that tests own it. */
export interface Time {
  /** Wall time in whole milliseconds since the epoch. It may jump, also backwards: see `steady`. */
  now(): number
  /** Milliseconds, with fractions, since some moment. It only runs forward: for measuring. */
  elapsed(): number
  /** Calls back once after some milliseconds, unless the returned function is called before. */
  after(milliseconds: number, callback: () => void): () => void
  /** Calls back once when this turn of the event loop is over and what came with it is read. */
  soon(callback: () => void): () => void
}

/**
 * The same time, of which the wall clock never runs back and never stands: where it is set back it
 * goes on as it was, where it is set ahead it follows. What is due at a moment comes as it was told.
 */
export function steady(time: Time): Time {
  let ahead = time.now() - time.elapsed()
  return {
    now: () => {
      ahead = Math.max(ahead, time.now() - time.elapsed())
      return Math.floor(time.elapsed() + ahead)
    },
    elapsed: () => time.elapsed(),
    after: (milliseconds, callback) => time.after(milliseconds, callback),
    soon: (callback) => time.soon(callback),
  }
}

/** The longest delay a Node timer takes; longer ones would fire at once. */
const longestTimer = 2 ** 31 - 1

export const systemTime: Time = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, Math.min(milliseconds, longestTimer))
    return () => clearTimeout(timer)
  },
  soon: (callback) => {
    const immediate = setImmediate(callback)
    return () => clearImmediate(immediate)
  },
}
