import type { Card } from '../../shared/board/card.ts'
import type { Doing } from '../../shared/board/doing.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import type { Message } from '../../shared/stage/channel.ts'
import type { RaisedCue } from '../../shared/stage/cue.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { Presence } from '../../shared/wire/presence.ts'
import type { SeenInject } from '../state/stage-view.ts'

const minute = 60_000
/** From so long without a sign of somebody on, they are called quiet, in milliseconds. */
export const quietAfter = 2 * minute
/** So long an inject may lie before it is told that nobody made a card of it. */
const liesFor = 2 * minute
/** From so many actions in one hand on it is told. */
const many = 3

/** What a facilitator's page knows of the others: documents, presence, and what it saw itself. */
export interface RoomFacts {
  readonly people: readonly RosterEntry[]
  readonly present: readonly Presence[]
  readonly channel: readonly Message[]
  readonly cues: readonly RaisedCue[]
  /** The cards on the board. */
  readonly cards: readonly Card[]
  readonly doings: readonly Doing[]
  readonly injects: readonly SeenInject[]
  /** When this page last saw somebody change the board, in wall milliseconds. */
  readonly touches: ReadonlyMap<ParticipantId, number>
  /** Since when this page looks. Before that it does not know every touch, so it claims no silence. */
  readonly since: number
}

/** One player as the room shows them: information, in the order of the roster, never a mark. */
export interface PlayerInRoom {
  readonly person: RosterEntry
  /** `behind`: their page is open, and another window is in front of it. */
  readonly is: 'gone' | 'behind' | 'busy' | 'active' | 'quiet'
  /** For how long there was no sign of them, in milliseconds; 0 unless they are quiet. */
  readonly quietFor: number
  /** The actions in their hands, where those are many; else 0. */
  readonly holds: number
}

export interface RoomNow {
  readonly players: readonly PlayerInRoom[]
  /** What landed a while ago and no card was made of, oldest first. */
  readonly lying: readonly SeenInject[]
}

/** The room at a wall moment. */
export function roomAt(facts: RoomFacts, now: number): RoomNow {
  const signs = lastSigns(facts)
  const players = facts.people
    .filter(({ role, removedAt }) => role === 'participant' && removedAt === null)
    .map((person) => playerOf(person, facts, signs.get(person.participantId), now))
  return { players, lying: lyingAt(facts, now) }
}

function playerOf(
  person: RosterEntry,
  { present, cards, since }: RoomFacts,
  sign: number | undefined,
  now: number,
): PlayerInRoom {
  const { participantId } = person
  const pages = present.filter((each) => each.participantId === participantId)
  const silence = now - Math.max(sign ?? person.joinedAt, since, person.joinedAt)
  const is = stateOf(pages, silence)
  const held = cards.filter((card) => isHeldBy(card, participantId)).length
  return {
    person,
    is,
    quietFor: is === 'quiet' ? silence : 0,
    holds: held >= many ? held : 0,
  }
}

function stateOf(pages: readonly Presence[], silence: number): PlayerInRoom['is'] {
  if (pages.length === 0) return 'gone'
  if (pages.some(({ typing, dragging }) => typing || dragging)) return 'busy'
  if (silence < quietAfter) return 'active'
  return pages.every(({ away }) => away) ? 'behind' : 'quiet'
}

function isHeldBy(card: Card, person: ParticipantId): boolean {
  if (card.kind !== 'action' || card.assignee !== person) return false
  return card.status === 'open' || card.status === 'doing'
}

/** The last thing that is known of each: a word, a cue, a card, a line, a touch of the board. */
function lastSigns(facts: RoomFacts): Map<ParticipantId, number> {
  const signs = new Map(facts.touches)
  const note = (person: ParticipantId | null, at: number) => {
    if (person !== null && at > (signs.get(person) ?? -Infinity)) signs.set(person, at)
  }
  for (const { author, wallAt } of [...facts.channel, ...facts.cues]) {
    // A line of a transcript was said by nobody here.
    if (author !== 'server') note(author, wallAt)
  }
  for (const { createdBy, createdAt } of facts.cards) note(createdBy, createdAt)
  for (const { participantId, since } of facts.doings) note(participantId, since)
  return signs
}

function lyingAt({ injects, cards }: RoomFacts, now: number): SeenInject[] {
  const taken = new Set(
    cards.map(({ source }) => (source?.from === 'inject' ? source.injectId : null)),
  )
  return injects.filter(({ id, wallAt }) => now - wallAt >= liesFor && !taken.has(id))
}
