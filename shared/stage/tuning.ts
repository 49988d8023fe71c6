import * as z from 'zod/mini'
import type { ParticipantId, TuningId } from '../ids.ts'
import { participantId, tuningId } from '../ids.ts'

/** How long a reading is at most, what is said back of it, and a word about that, in letters. */
export const longestReading = 500
/** A session tunes so often at most, and one reading is said back so often. */
export const mostTunings = 20
export const mostRestatements = 20

/** A reading as an inbox keeps it until all are shown. */
export const tuningReading = z.object({
  tuningId,
  author: participantId,
  text: z.string(),
  wallAt: z.number(),
})
export type TuningReading = z.infer<typeof tuningReading>

/** Wall moment and exercise milliseconds. */
const moment = { wallAt: z.number(), at: z.number() }
/** Whose reading it is about. */
const ofReading = { id: tuningId, of: participantId, ...moment }

/** What happened in a tuning, as the stage's list has it: it only grows. */
export const tuningEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('started'), id: tuningId, by: participantId, ...moment }),
  /** That somebody has posted: what, only inboxes know. */
  z.object({ event: z.literal('posted'), id: tuningId, author: participantId, ...moment }),
  z.object({
    event: z.literal('givenRound'),
    id: tuningId,
    /** Who moved it on, or null: all had posted. */
    by: z.nullable(participantId),
    /** A ring: each reading is said back by the author of the next, the last by that of the first. */
    ring: z.array(z.object({ author: participantId, text: z.string() })),
    ...moment,
  }),
  z.object({ event: z.literal('restated'), by: participantId, text: z.string(), ...ofReading }),
  z.object({ event: z.literal('confirmed'), ...ofReading }),
  z.object({ event: z.literal('notYet'), words: z.optional(z.string()), ...ofReading }),
  z.object({
    event: z.literal('ended'),
    id: tuningId,
    /** Who ended it, or null: every reading was confirmed. */
    by: z.nullable(participantId),
    ...moment,
  }),
])
export type TuningEvent = z.infer<typeof tuningEvent>

/** What was said back of a reading, and what its author said to that. */
export interface Restatement {
  readonly by: ParticipantId
  readonly text: string
  /** Null until the author has said something. */
  readonly verdict: 'confirmed' | 'notYet' | null
  /** What the author said is missing yet. */
  readonly words: string | null
}

/** A reading on its way round. */
export interface Reading {
  readonly author: ParticipantId
  readonly text: string
  /** Oldest first. */
  readonly restatements: readonly Restatement[]
}

export interface Tuning {
  readonly id: TuningId
  /** Readings are posted; then said back; it ends when all are confirmed, or a facilitator ends it. */
  readonly state: 'posting' | 'restating' | 'ended'
  readonly by: ParticipantId
  readonly wallAt: number
  readonly at: number
  /** Who has posted, in the order they did. */
  readonly posted: readonly ParticipantId[]
  /** The ring, from when the readings are given round. */
  readonly readings: readonly Reading[]
  /** The wall moment it ended, or null while it goes on. */
  readonly endedAt: number | null
}

/** The tunings that a list of events tells of, oldest first. An event without its start is left out. */
export function tuningsOf(events: readonly TuningEvent[]): Tuning[] {
  const tunings = new Map<TuningId, Tuning>()
  for (const event of events) {
    const before = tunings.get(event.id)
    if (event.event === 'started') tunings.set(event.id, startedBy(event))
    else if (before) tunings.set(event.id, after(before, event))
  }
  return [...tunings.values()]
}

/** The one that goes on now, or null. */
export function openTuning(tunings: readonly Tuning[]): Tuning | null {
  return tunings.find(({ state }) => state !== 'ended') ?? null
}

/** Those whose readings everybody may read, oldest first. */
export function shownTunings(tunings: readonly Tuning[]): Tuning[] {
  return tunings.filter(({ readings }) => readings.length > 0)
}

export function isConfirmed({ restatements }: Reading): boolean {
  return restatements.some(({ verdict }) => verdict === 'confirmed')
}

/** The restatement that its author has not answered yet, or null. */
export function inQuestion({ restatements }: Reading): Restatement | null {
  const last = restatements.at(-1)
  return last && last.verdict === null ? last : null
}

/**
 * Who says a reading back: whoever comes next in the ring and is still here. Null where nobody else
 * of the ring is.
 *
 * @param here who is in the session: the ring closes over whoever has left
 */
export function restaterOf(
  { readings }: Tuning,
  author: ParticipantId,
  here: ReadonlySet<ParticipantId>,
): ParticipantId | null {
  const ring = readings.map((each) => each.author)
  const place = ring.indexOf(author)
  if (place < 0) return null
  const others = [...ring.slice(place + 1), ...ring.slice(0, place)]
  return others.find((each) => here.has(each)) ?? null
}

/** The reading that a person says back, or null: they did not post one, or nobody else is here. */
export function givenTo(
  tuning: Tuning,
  person: ParticipantId,
  here: ReadonlySet<ParticipantId>,
): Reading | null {
  const given = tuning.readings.find(
    ({ author }) => here.has(author) && restaterOf(tuning, author, here) === person,
  )
  return given ?? null
}

/** Whether every reading is confirmed whose author is here and has somebody to say it back. */
export function isTuned(tuning: Tuning, here: ReadonlySet<ParticipantId>): boolean {
  const open = tuning.readings.filter(
    ({ author }) => here.has(author) && restaterOf(tuning, author, here) !== null,
  )
  return open.length > 0 && open.every(isConfirmed)
}

function startedBy(event: TuningEvent & { event: 'started' }): Tuning {
  const { id, by, wallAt, at } = event
  return { id, state: 'posting', by, wallAt, at, posted: [], readings: [], endedAt: null }
}

function after(tuning: Tuning, event: Exclude<TuningEvent, { event: 'started' }>): Tuning {
  switch (event.event) {
    case 'posted':
      return { ...tuning, posted: [...new Set([...tuning.posted, event.author])] }
    case 'givenRound':
      return { ...tuning, state: 'restating', readings: event.ring.map(unspoken) }
    case 'ended':
      return { ...tuning, state: 'ended', endedAt: event.wallAt }
    case 'restated':
    case 'confirmed':
    case 'notYet':
      return { ...tuning, readings: tuning.readings.map((each) => answered(each, event)) }
  }
}

const unspoken = ({ author, text }: { author: ParticipantId; text: string }): Reading => ({
  author,
  text,
  restatements: [],
})

type Step = Extract<TuningEvent, { of: ParticipantId }>

function answered(reading: Reading, event: Step): Reading {
  if (event.of !== reading.author) return reading
  const { restatements } = reading
  if (event.event === 'restated') {
    const { by, text } = event
    const fresh = { by, text, verdict: null, words: null }
    return { ...reading, restatements: [...restatements, fresh] }
  }
  const words = event.event === 'notYet' ? (event.words ?? null) : null
  const last = restatements.at(-1)
  if (!last) return reading
  const judged = { ...last, verdict: event.event, words }
  return { ...reading, restatements: [...restatements.slice(0, -1), judged] }
}
