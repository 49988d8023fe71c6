import * as z from 'zod/mini'
import type { FermataId, ParticipantId } from '../ids.ts'
import { fermataId, participantId } from '../ids.ts'

/** How many questions a fermata asks at most, and how long each may be, in letters. */
export const mostProbes = 3
export const longestProbe = 200
/** How long an answer to one question may be, in letters. */
export const longestBlindAnswer = 500
/** A session holds so many fermatas at most. */
export const mostFermatas = 50

/** What a fermata asks where nobody chose otherwise. */
export const usualProbes = [
  'What is happening?',
  'What will happen next?',
  'Who is doing what?',
] as const

/** One person's answers, in the order of the probes. */
export const fermataAnswer = z.object({ author: participantId, texts: z.array(z.string()) })
export type FermataAnswer = z.infer<typeof fermataAnswer>

/** A person's answers as their inbox keeps them until the reveal, and after it. */
export const blindAnswer = z.object({ fermataId, ...fermataAnswer.shape, wallAt: z.number() })
export type BlindAnswer = z.infer<typeof blindAnswer>

/** Wall moment and exercise milliseconds. */
const moment = { wallAt: z.number(), at: z.number() }

/** What happened to a fermata, as the stage's list has it: it only grows. */
export const fermataEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('held'),
    id: fermataId,
    probes: z.array(z.string()),
    by: participantId,
    /** How fast the clock ran before; 0 where it stood. */
    speed: z.number(),
    ...moment,
  }),
  /** That somebody has answered: what, only their inbox knows. */
  z.object({ event: z.literal('answered'), id: fermataId, author: participantId, ...moment }),
  z.object({
    event: z.literal('revealed'),
    id: fermataId,
    by: participantId,
    answers: z.array(fermataAnswer),
    ...moment,
  }),
  z.object({ event: z.literal('released'), id: fermataId, by: participantId, ...moment }),
])
export type FermataEvent = z.infer<typeof fermataEvent>

export interface Fermata {
  readonly id: FermataId
  readonly state: 'held' | 'revealed' | 'released'
  readonly probes: readonly string[]
  readonly by: ParticipantId
  /** How fast the clock ran before; 0 where it stood. */
  readonly speed: number
  readonly wallAt: number
  readonly at: number
  /** Who has answered so far. */
  readonly answered: readonly ParticipantId[]
  /** What everybody answered, from the reveal on. Null where there was none. */
  readonly answers: readonly FermataAnswer[] | null
}

/** The fermatas that a list of events tells of, oldest first. An event without its hold is left out. */
export function fermatasOf(events: readonly FermataEvent[]): Fermata[] {
  const fermatas = new Map<FermataId, Fermata>()
  for (const event of events) {
    const before = fermatas.get(event.id)
    if (event.event === 'held') fermatas.set(event.id, heldBy(event))
    else if (before) fermatas.set(event.id, after(before, event))
  }
  return [...fermatas.values()]
}

/** The one that holds the clock now, or null. */
export function openFermata(fermatas: readonly Fermata[]): Fermata | null {
  return fermatas.find(({ state }) => state !== 'released') ?? null
}

/** Those whose answers were laid side by side, oldest first. */
export function revealedFermatas(fermatas: readonly Fermata[]): Fermata[] {
  return fermatas.filter(({ answers }) => answers !== null)
}

function heldBy(event: FermataEvent & { event: 'held' }): Fermata {
  const { id, probes, by, speed, wallAt, at } = event
  return { id, state: 'held', probes, by, speed, wallAt, at, answered: [], answers: null }
}

function after(fermata: Fermata, event: Exclude<FermataEvent, { event: 'held' }>): Fermata {
  if (event.event === 'revealed') return { ...fermata, state: 'revealed', answers: event.answers }
  if (event.event === 'released') return { ...fermata, state: 'released' }
  return { ...fermata, answered: [...new Set([...fermata.answered, event.author])] }
}
