import { clockWords } from '../words/clock.ts'

const minute = 60_000

/** How long ago something was, calmly: it changes once a minute at most. */
export function agoWords(since: number, now: number): string {
  return inWords(clockWords.ago, since, now)
}

/** The same where there is little room: "now", "2 min", "1 h 5 min". */
export function agoWordsInShort(since: number, now: number): string {
  return inWords(clockWords.agoInShort, since, now)
}

function inWords(words: typeof clockWords.ago, since: number, now: number): string {
  const minutes = Math.floor(Math.max(0, now - since) / minute)
  if (minutes < 1) return words.now
  if (minutes < 60) return words.minutes(minutes)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return rest === 0 ? words.hours(hours) : words.hoursAndMinutes(hours, rest)
}
