import * as z from 'zod/mini'
import { participantId } from '../ids.ts'
import type { ClockPlan } from './clock.ts'
import { ranBetween } from './clock.ts'

/** So long a facilitator may look at a card that a player drew, in wall milliseconds of a running clock. */
export const lookLasts = 20_000
/** So much a session keeps of its deck. */
export const mostDrawEvents = 500

const moment = { wallAt: z.number(), /** Exercise milliseconds. */ at: z.number() }
/** The number of a draw in its session: the first is 1. */
export const drawNumber = z.int().check(z.positive())

/** A card that waits to be played. Which one it is stands in the script until then. */
export const thrownCard = z.object({ n: drawNumber, cardId: z.string().check(z.maxLength(64)) })
export type ThrownCard = z.infer<typeof thrownCard>

const drawn = z.object({
  what: z.literal('drawn'),
  n: drawNumber,
  by: participantId,
  /** The wall moment at which it plays by itself where the clock runs on until then. */
  playsAt: z.number(),
  ...moment,
})
const played = z.object({
  what: z.literal('played'),
  n: drawNumber,
  cardId: z.string(),
  title: z.string(),
  text: z.string(),
  ...moment,
})
const vetoed = z.object({ what: z.literal('vetoed'), n: drawNumber, by: participantId, ...moment })
const opened = z.object({
  what: z.literal('opened'),
  byPlayers: z.boolean(),
  by: participantId,
  ...moment,
})

/** One thing that happened with the surprise deck, as the stage keeps it. */
export const drawEvent = z.discriminatedUnion('what', [drawn, played, vetoed, opened])
export type DrawEvent = z.infer<typeof drawEvent>
export type Drawn = z.infer<typeof drawn>
export type PlayedCard = z.infer<typeof played>

/** Where the deck stands. */
export interface DeckState {
  /** Whether players may draw, too. */
  readonly byPlayers: boolean
  /** The card that waits to be played, or null. */
  readonly waiting: Drawn | null
  /** The cards that everybody sees, oldest first, and who drew each. */
  readonly played: readonly (PlayedCard & { readonly by: Drawn['by'] | null })[]
  /** The number of the next draw. */
  readonly next: number
}

export function deckOf(events: readonly DrawEvent[]): DeckState {
  const drawns = events.filter((each) => each.what === 'drawn')
  const settled = new Set(
    events.flatMap((each) => (each.what === 'played' || each.what === 'vetoed' ? [each.n] : [])),
  )
  const byOf = new Map(drawns.map(({ n, by }) => [n, by]))
  return {
    byPlayers: events.findLast((each) => each.what === 'opened')?.byPlayers ?? false,
    waiting: drawns.find(({ n }) => !settled.has(n)) ?? null,
    played: events
      .filter((each) => each.what === 'played')
      .map((each) => ({ ...each, by: byOf.get(each.n) ?? null })),
    next: drawns.length + 1,
  }
}

/**
 * How much is left, at a wall moment, of the look that a facilitator has at a card, in milliseconds.
 * It passes while the clock runs, at whatever speed: no card comes into a pause, a fermata, or what
 * was called off.
 */
export function lookLeft({ wallAt, playsAt }: Drawn, plan: ClockPlan, wall: number): number {
  return Math.max(0, playsAt - wallAt - ranBetween(plan, wallAt, wall))
}

/**
 * The cards that may come next: those that did not come yet since the deck was last through.
 *
 * @param drawn the ids of the cards that came, in their order
 */
export function leftInDeck<Card extends { readonly id: string }>(
  deck: readonly Card[],
  drawn: readonly string[],
): readonly Card[] {
  const gone = new Set<string>()
  for (const id of drawn) {
    if (deck.some((card) => card.id === id)) gone.add(id)
    if (gone.size === deck.length) gone.clear()
  }
  return deck.filter((card) => !gone.has(card.id))
}
