const minute = 60_000

/** How long something has been so, in a word: `now`, `3 min`, `2 h`. */
export function sinceWords(since: number, now: number): string {
  const minutes = Math.floor(Math.max(0, now - since) / minute)
  if (minutes < 1) return 'now'
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`
}
