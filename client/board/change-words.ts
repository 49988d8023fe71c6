import type { ParticipantId } from '../../shared/ids.ts'
import type { Change } from '../../shared/replay/change.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { shownName } from '../../shared/stage/roster.ts'
import { cardWords } from '../words/card.ts'
import { changesWords } from '../words/changes.ts'

const say = changesWords

/** A sentence with `{names}` in it, and what belongs in the place of each. */
export interface ChangeSentence {
  readonly text: string
  readonly parts: Readonly<Record<string, string>>
}

/**
 * What somebody did, as a sentence about its author: `{who} set “{card}” to {status}`.
 * @param about how the card is called: `it`, where it is plain which one is meant
 */
export function changeSentence(
  change: Change,
  people: readonly RosterEntry[],
  about: 'named' | 'it' = 'named',
): ChangeSentence {
  const parts = {
    who: nameOf(change.author, people),
    card: change.title || cardWords.untitled,
    ...detailsOf(change, people),
  }
  return { text: textOf(change, about), parts }
}

function detailsOf(change: Change, people: readonly RosterEntry[]): Record<string, string> {
  if ('otherTitle' in change) return { other: change.otherTitle }
  if (change.what === 'status') return { status: wordIn(say.status, change.to) }
  if (change.what === 'confidence') return { confidence: wordIn(say.confidence, change.to) }
  if (change.what === 'assigned' || change.what === 'offered') {
    return { person: nameOf(change.to, people) }
  }
  if (!('of' in change)) return {}
  const person = nameOf(change.of, people)
  return change.what === 'doing'
    ? { person, text: change.text }
    : { person, part: change.part ?? '' }
}

function textOf(change: Change, about: 'named' | 'it'): string {
  const card = say[about]
  switch (change.what) {
    case 'card added':
      return about === 'it' ? say.added.it : say.added[change.kind]
    case 'card removed':
      return card.removed
    case 'card restored':
      return card.restored
    case 'card moved':
      return card.moved
    case 'title edited':
      return card.titled
    case 'text edited':
      return card.written
    case 'status':
      return change.to === null ? card.noStatus : card.status
    case 'confidence':
      return change.to === null ? card.unsure : card.confident
    case 'assigned':
      if (change.to === null) return card.left
      return change.to === change.author ? card.taken : card.assigned
    case 'offered':
      return change.to === null ? card.settled : card.offered
    case 'observed':
      return card.observed
    case 'linked':
      return card.linked[change.relation ?? 'somehow']
    case 'unlinked':
      return card.unlinked
    case 'doing':
      return doingText(change)
    case 'part':
      return partText(change)
    case 'notes edited':
      return say.notes
    case 'plan edited':
      return say.plan[change.field]
  }
}

function doingText({ of, text, help, author }: Change & { what: 'doing' }): string {
  const { asked, askedWith, free, on, theyAreFree, theyAreOn } = say.doing
  const isCleared = text === ''
  if (of !== author) return isCleared ? theyAreFree : theyAreOn
  if (help) return isCleared ? asked : askedWith
  return isCleared ? free : on
}

function partText({ of, part, author }: Change & { what: 'part' }): string {
  const { none, plays, theyPlayNone, theyPlay } = say.part
  if (of !== author) return part === null ? theyPlayNone : theyPlay
  return part === null ? none : plays
}

/** What stands in the log may be older or newer than these words: then it speaks for itself. */
function wordIn(words: Readonly<Record<string, string>>, key: string | null): string {
  return key !== null && Object.hasOwn(words, key) ? (words[key] ?? key) : (key ?? '')
}

export function nameOf(id: ParticipantId | null, people: readonly RosterEntry[]): string {
  const person = people.find((each) => each.participantId === id)
  if (person) return shownName(person)
  return id === null ? say.server : say.somebody
}
