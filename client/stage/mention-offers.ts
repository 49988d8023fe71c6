import type { RosterEntry } from '../../shared/stage/roster.ts'
import { shownName } from '../../shared/stage/roster.ts'
import { channelWords } from '../words/channel.ts'
import { insideWord } from './mention.ts'
import type { Offer, Offers } from './offer.ts'

const most = 6
/** An `@` that begins a word, and what has been typed of a name behind it. */
const begun = new RegExp(String.raw`${insideWord}@([^@\n]{0,60})$`, 'u')

/** The people whose name, or a word of it, begins with what stands between an `@` and the caret. */
export function mentionOffers(
  text: string,
  caret: number,
  people: readonly RosterEntry[],
): Offers | null {
  const match = begun.exec(text.slice(0, caret))
  if (!match) return null
  const typed = match[1] ?? ''
  const found = people.filter((each) => wordBegins(shownName(each), typed))
  if (found.length === 0 || isWhole(found, typed)) return null
  const all = wholeNameFirst(found, typed).slice(0, most).map(offerOf)
  return { label: channelWords.offers.people, from: match.index, to: caret, all }
}

/** Nothing is left to complete: whoever presses Enter wants to send. */
function isWhole(found: readonly RosterEntry[], typed: string): boolean {
  const [only, ...others] = found.map(shownName)
  return others.length === 0 && only === typed.trimEnd()
}

function wholeNameFirst(found: readonly RosterEntry[], typed: string): RosterEntry[] {
  const later = (each: RosterEntry) => (plain(shownName(each)).startsWith(plain(typed)) ? 0 : 1)
  return [...found].sort((a, b) => later(a) - later(b))
}

function offerOf(person: RosterEntry): Offer {
  const name = shownName(person)
  return { id: person.participantId, label: name, person, text: `@${name} ` }
}

function wordBegins(name: string, typed: string): boolean {
  const [whole, start] = [plain(name), plain(typed)]
  const gaps = [...whole.matchAll(/^|[\s-]+/gu)]
  return gaps.some(({ 0: gap, index }) => whole.startsWith(start, index + gap.length))
}

/** Letters without their accents and case: "zoe" finds "Zoë". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
