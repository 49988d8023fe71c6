/** Wall time as an argument, so that tests own it. */
export interface Time {
  /** Whole milliseconds since the epoch. It may jump, also backwards. */
  now(): number
  /** Calls back once after some milliseconds, unless the returned function is called before. */
  after(milliseconds: number, callback: () => void): () => void
}

/** The longest delay a Node timer takes; longer ones would fire at once. */
const longestTimer = 2 ** 31 - 1

export const systemTime: Time = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, Math.min(milliseconds, longestTimer))
    return () => clearTimeout(timer)
  },
}
