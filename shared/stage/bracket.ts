import * as z from 'zod/mini'
import type { BracketId, ParticipantId } from '../ids.ts'
import { bracketId, participantId } from '../ids.ts'
import type { ClockPlan } from './clock.ts'
import { ranBetween } from './clock.ts'

const minute = 60_000
/** How long a bracket may be when it is opened, in minutes, and how long it is where nobody chose. */
export const bracketMinutes = z.int().check(z.gte(1), z.lte(10))
export const usualBracketMinutes = 2
/** What one extension adds, and how long a bracket may get by it, in milliseconds. */
export const extension = minute
export const longestBracket = 30 * minute
/** How long a prompt and a text may be, in letters. */
export const longestBracketPrompt = 200
export const longestBracketText = 2_000
/** A session opens so many brackets at most. */
export const mostBrackets = 50
/** So often one person may begin and take back what they wrote in one bracket. */
export const mostBeginnings = 20
/** What a bracket asks where nobody chose otherwise. */
export const usualBracketPrompt = 'What do you see?'

/** What one person wrote in a bracket, as their inbox keeps it; empty where they took it back. */
export const bracketText = z.object({
  bracketId,
  author: participantId,
  text: z.string(),
  wallAt: z.number(),
})
export type BracketText = z.infer<typeof bracketText>

/** One person's text as everybody reads it. */
const shownText = z.object({ author: participantId, text: z.string() })
export type ShownText = z.infer<typeof shownText>

/** Wall moment and exercise milliseconds. */
const moment = { wallAt: z.number(), at: z.number() }
const ofAuthor = { id: bracketId, author: participantId, ...moment }
const byFacilitator = { id: bracketId, by: participantId, ...moment }

/** What happened to a bracket, as the stage's list has it: it only grows. */
export const bracketEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('opened'),
    prompt: z.string(),
    /** How long it lasts, in milliseconds in which the clock runs. */
    lasts: z.number(),
    ...byFacilitator,
  }),
  /** That somebody has written: what, only their inbox knows. */
  z.object({ event: z.literal('written'), ...ofAuthor }),
  z.object({ event: z.literal('takenBack'), ...ofAuthor }),
  z.object({ event: z.literal('extended'), by: participantId, id: bracketId, ...moment }),
  z.object({
    event: z.literal('revealed'),
    id: bracketId,
    /** Who ended it, or null: its time was over. */
    by: z.nullable(participantId),
    texts: z.array(shownText),
    ...moment,
  }),
  z.object({ event: z.literal('dropped'), ...byFacilitator }),
])
export type BracketEvent = z.infer<typeof bracketEvent>

export interface Bracket {
  readonly id: BracketId
  readonly state: 'open' | 'revealed' | 'dropped'
  readonly prompt: string
  readonly by: ParticipantId
  /** How long it lasts, in milliseconds in which the clock runs, extensions included. */
  readonly lasts: number
  /** When it was opened. */
  readonly wallAt: number
  readonly at: number
  /** Who has something written, in the order they began. */
  readonly written: readonly ParticipantId[]
  /** What everybody wrote, from the reveal on, as people joined. */
  readonly texts: readonly ShownText[] | null
  /** The wall moment it ended, or null while it is open. */
  readonly endedAt: number | null
}

/** The brackets that a list of events tells of, oldest first. An event without its opening is left out. */
export function bracketsOf(events: readonly BracketEvent[]): Bracket[] {
  const brackets = new Map<BracketId, Bracket>()
  for (const event of events) {
    const before = brackets.get(event.id)
    if (event.event === 'opened') brackets.set(event.id, openedBy(event))
    else if (before) brackets.set(event.id, after(before, event))
  }
  return [...brackets.values()]
}

/** The one that people write in now, or null. */
export function openBracket(brackets: readonly Bracket[]): Bracket | null {
  return brackets.find(({ state }) => state === 'open') ?? null
}

/** Those whose texts everybody may read, oldest first. */
export function revealedBrackets(brackets: readonly Bracket[]): Bracket[] {
  return brackets.filter(({ texts }) => texts !== null)
}

/**
 * How much of a bracket is left at a wall moment, in milliseconds. Its minutes are those of people's
 * hands: they pass while the clock runs, at whatever speed, stand still while it stands, and a jump
 * of the clock takes none of them away.
 */
export function leftOf({ lasts, wallAt }: Bracket, plan: ClockPlan, wall: number): number {
  return Math.max(0, lasts - ranBetween(plan, wallAt, wall))
}

function openedBy(event: BracketEvent & { event: 'opened' }): Bracket {
  const { id, prompt, by, lasts, wallAt, at } = event
  const fresh = { written: [], texts: null, endedAt: null }
  return { id, state: 'open', prompt, by, lasts, wallAt, at, ...fresh }
}

function after(bracket: Bracket, event: Exclude<BracketEvent, { event: 'opened' }>): Bracket {
  switch (event.event) {
    case 'written':
      return { ...bracket, written: [...new Set([...bracket.written, event.author])] }
    case 'takenBack':
      return { ...bracket, written: bracket.written.filter((each) => each !== event.author) }
    case 'extended':
      return { ...bracket, lasts: bracket.lasts + extension }
    case 'revealed':
      return { ...bracket, state: 'revealed', texts: event.texts, endedAt: event.wallAt }
    case 'dropped':
      return { ...bracket, state: 'dropped', endedAt: event.wallAt }
  }
}
