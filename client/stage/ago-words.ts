const minute = 60_000

/** How long ago something was, calmly: it changes once a minute at most. */
export function agoWords(since: number, now: number): string {
  const short = agoWordsInShort(since, now)
  return short === 'now' ? 'just now' : `${short} ago`
}

/** The same where there is little room: "now", "2 min", "1 h 5 min". */
export function agoWordsInShort(since: number, now: number): string {
  const minutes = Math.floor(Math.max(0, now - since) / minute)
  if (minutes < 1) return 'now'
  if (minutes < 60) return `${minutes} min`
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}
