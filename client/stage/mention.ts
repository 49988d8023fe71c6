import type { ParticipantId } from '../../shared/ids.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { shownName } from '../../shared/stage/roster.ts'
import type { TextPart } from './plain-text.ts'
import { textParts } from './plain-text.ts'

/** A stretch of a message: words, a link, or the name of somebody it speaks to. */
export type SaidPart =
  TextPart | { readonly kind: 'mention'; readonly text: string; readonly who: ParticipantId }

/** What before an `@` makes it part of an e-mail address or of a word. */
export const insideWord = String.raw`(?<![\p{L}\p{M}\p{N}._%+\-])`
/** What behind a name would make it another, longer one. */
const nameEnds = String.raw`(?![\p{L}\p{M}\p{N}_\u200d\p{Emoji_Modifier}])`

/** Finds the people of a session in what was said to them as `@Name`. */
export class Mentions {
  readonly #idByName: ReadonlyMap<string, ParticipantId>
  /** Null where there is nobody to be mentioned. */
  readonly #pattern: RegExp | null

  constructor(people: readonly RosterEntry[]) {
    this.#idByName = new Map(people.map((each) => [keyOf(shownName(each)), each.participantId]))
    const names = people.map(shownName).sort((a, b) => b.length - a.length)
    const anyName = names.map(escaped).join('|')
    this.#pattern =
      names.length > 0 ? new RegExp(`${insideWord}@(?:${anyName})${nameEnds}`, 'giu') : null
  }

  /** What was said, in its parts; the longest name wins. */
  partsOf(text: string): SaidPart[] {
    if (!text.includes('@')) return textParts(text)
    return textParts(text).flatMap((part) =>
      part.kind === 'words' ? this.#partsOfWords(part.text) : [part],
    )
  }

  /** Whether it speaks to somebody. */
  has(text: string, who: ParticipantId | null): boolean {
    return this.partsOf(text).some((part) => part.kind === 'mention' && part.who === who)
  }

  #partsOfWords(words: string): SaidPart[] {
    const parts: SaidPart[] = []
    let end = 0
    for (const { 0: text, index } of this.#pattern ? words.matchAll(this.#pattern) : []) {
      const who = this.#idByName.get(keyOf(text.slice(1)))
      if (who === undefined) continue
      if (index > end) parts.push({ kind: 'words', text: words.slice(end, index) })
      parts.push({ kind: 'mention', text, who })
      end = index + text.length
    }
    if (end < words.length) parts.push({ kind: 'words', text: words.slice(end) })
    return parts
  }
}

const keyOf = (name: string) => name.toLowerCase()

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)
}
