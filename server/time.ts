/** Time as an argument, so that tests own it. */
export interface Time {
  /** Wall time in whole milliseconds since the epoch. It may jump, also backwards. */
  now(): number
  /** Milliseconds, with fractions, since some moment. It only runs forward: for measuring. */
  elapsed(): number
  /** Calls back once after some milliseconds, unless the returned function is called before. */
  after(milliseconds: number, callback: () => void): () => void
  /** Calls back once when this turn of the event loop is over and what came with it is read. */
  soon(callback: () => void): () => void
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
