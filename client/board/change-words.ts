import type { Change } from '../../shared/replay/change.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { shownName } from '../../shared/stage/roster.ts'

const wordByRelation = {
  supports: 'as support for',
  contradicts: 'as contradicting',
  tests: 'as a test of',
  'acts on': 'as acting on',
} as const

/**
 * What a change was, said after its author's name: `set “Disk full” to testing`.
 * @param card how the card is called: `it`, where it is plain which one is meant
 */
export function changeWords(
  change: Change,
  people: readonly RosterEntry[],
  card = `“${change.title || 'Untitled'}”`,
): string {
  switch (change.what) {
    case 'card added':
      return card === 'it'
        ? 'put it on the board'
        : `added ${change.kind === 'action' ? 'an' : 'a'} ${change.kind}: ${card}`
    case 'card removed':
      return `took ${card} off the board`
    case 'card restored':
      return `put ${card} back`
    case 'card moved':
      return `moved ${card}`
    case 'title edited':
      return `wrote ${card}`
    case 'text edited':
      return `wrote in ${card}`
    case 'status':
      return `set ${card} to ${change.to ?? 'nothing'}`
    case 'confidence':
      return change.to === null
        ? `left the confidence in ${card} open`
        : `put ${change.to} confidence in ${card}`
    case 'assigned':
      return assignedWords(change.to, change.author, people, card)
    case 'offered':
      return change.to === null
        ? `settled the offer of ${card}`
        : `offered ${card} to ${nameOf(change.to, people)}`
    case 'observed':
      return `corrected when ${card} was seen`
    case 'linked':
      return `linked ${card}${change.relation ? ` ${wordByRelation[change.relation]}` : ' to'} “${change.otherTitle}”`
    case 'unlinked':
      return `took away the link from ${card} to “${change.otherTitle}”`
    case 'doing':
      return doingWords(change, people)
    case 'part':
      return partWords(change, people)
    case 'notes edited':
      return 'wrote in the notes'
  }
}

function assignedWords(
  to: ParticipantId | null,
  author: ParticipantId | null,
  people: readonly RosterEntry[],
  card: string,
): string {
  if (to === null) return `left ${card} to whoever wants it`
  return to === author ? `took ${card}` : `put ${nameOf(to, people)} on ${card}`
}

function doingWords(
  { of, text, help, author }: Change & { what: 'doing' },
  people: readonly RosterEntry[],
): string {
  if (help && of === author) return text === '' ? 'asked for help' : `asked for help with: ${text}`
  const whose = of === author ? 'is' : `says that ${nameOf(of, people)} is`
  return text === '' ? `${whose} free again` : `${whose} on: ${text}`
}

function partWords(
  { of, part, author }: Change & { what: 'part' },
  people: readonly RosterEntry[],
): string {
  const whose = of === author ? 'plays' : `says that ${nameOf(of, people)} plays`
  return part === null ? `${whose} no part any more` : `${whose}: ${part}`
}

export function nameOf(id: ParticipantId | null, people: readonly RosterEntry[]): string {
  const person = people.find((each) => each.participantId === id)
  return person ? shownName(person) : id === null ? 'The server' : 'Somebody'
}
