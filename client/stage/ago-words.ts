const minute = 60_000

/** How long ago something was, calmly: it changes once a minute at most. */
export function agoWords(since: number, now: number): string {
  const minutes = Math.floor(Math.max(0, now - since) / minute)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return rest === 0 ? `${hours} h ago` : `${hours} h ${rest} min ago`
}
