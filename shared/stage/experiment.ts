import * as z from 'zod/mini'
import type { CardId, ParticipantId } from '../ids.ts'
import { cardId, participantId } from '../ids.ts'

/** How long a title and an observation may be, in letters. */
export const longestExperimentTitle = 200
export const longestObservation = 1_000
/** A session logs so many experiments at most, and each so many observations. */
export const mostExperiments = 50
export const mostObservations = 100

export const experimentTitle = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(longestExperimentTitle))
export const observationText = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(longestObservation))
/** The number of an experiment in its session: the first is 1. */
export const experimentNumber = z.int().check(z.positive(), z.lte(mostExperiments))

/** What ended an experiment: somebody's hand, an abort, or the end of the session. */
export const experimentEnd = z.enum(['stopped', 'aborted', 'closed'])
export type ExperimentEnd = z.infer<typeof experimentEnd>

/** Wall moment and exercise milliseconds, and whose it is. */
const moment = { n: experimentNumber, by: participantId, wallAt: z.number(), at: z.number() }

/** What happened to an experiment, as the stage's list has it: it only grows. */
export const experimentEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('started'),
    title: z.string(),
    /** The action on the board that it carries out. */
    cardId: z.optional(cardId),
    ...moment,
  }),
  z.object({ event: z.literal('stopped'), how: experimentEnd, ...moment }),
  z.object({ event: z.literal('observed'), text: z.string(), ...moment }),
])
export type ExperimentEvent = z.infer<typeof experimentEvent>

/** Whose something was, and when: a wall moment and exercise milliseconds. */
export interface AtMoment {
  readonly by: ParticipantId
  readonly wallAt: number
  readonly at: number
}
export interface Observation extends AtMoment {
  readonly text: string
}

export interface Experiment {
  readonly n: number
  readonly title: string
  readonly cardId: CardId | null
  readonly started: AtMoment
  /** Null while it runs. */
  readonly stopped: (AtMoment & { readonly how: ExperimentEnd }) | null
  /** Oldest first. */
  readonly observations: readonly Observation[]
}

/** The experiments that a list of events tells of, oldest first. An event without its start is left out. */
export function experimentsOf(events: readonly ExperimentEvent[]): Experiment[] {
  const experiments = new Map<number, Experiment>()
  for (const event of events) {
    const before = experiments.get(event.n)
    if (event.event === 'started') {
      if (!before) experiments.set(event.n, begunBy(event))
    } else if (before) experiments.set(event.n, after(before, event))
  }
  return [...experiments.values()]
}

export function runningExperiments(experiments: readonly Experiment[]): Experiment[] {
  return experiments.filter(({ stopped }) => stopped === null)
}

/** How long it has run by a wall moment, or ran until it was stopped, in milliseconds of wall time. */
export function runFor({ started, stopped }: Experiment, wallAt: number): number {
  return Math.max(0, (stopped?.wallAt ?? wallAt) - started.wallAt)
}

function begunBy(event: ExperimentEvent & { event: 'started' }): Experiment {
  const { n, title, cardId } = event
  const started = momentOf(event)
  return { n, title, cardId: cardId ?? null, started, stopped: null, observations: [] }
}

function after(
  experiment: Experiment,
  event: Exclude<ExperimentEvent, { event: 'started' }>,
): Experiment {
  if (event.event === 'stopped') {
    return { ...experiment, stopped: experiment.stopped ?? { ...momentOf(event), how: event.how } }
  }
  const observation = { ...momentOf(event), text: event.text }
  return { ...experiment, observations: [...experiment.observations, observation] }
}

function momentOf({ by, wallAt, at }: ExperimentEvent): AtMoment {
  return { by, wallAt, at }
}
