import * as z from 'zod/mini'
import type { ParticipantId } from '../ids.ts'
import { injectId, participantId } from '../ids.ts'
import { audience } from './audience.ts'
import { injectOptions } from './choice.ts'
import { picture } from './picture.ts'
import { repeat } from './repeat.ts'
import { plannedTrigger } from './trigger.ts'

const text = (most: number) => z.string().check(z.maxLength(most))
const someText = (most: number) => z.string().check(z.minLength(1), z.maxLength(most))

/** A line of a chart: its name and `[exercise milliseconds, value]` points in order of time. */
export const chartSeries = z.object({
  name: text(80),
  points: z.array(z.tuple([z.number(), z.number()])).check(z.minLength(2), z.maxLength(2_000)),
})

/** Numbers over time, with the unit of the values ("GB", "connections"). */
export const chart = z.object({
  unit: text(40),
  series: z.array(chartSeries).check(z.minLength(1), z.maxLength(8)),
  /** Shows at each exercise time what was measured by then, and grows on. */
  moving: z.optional(z.boolean()),
})
export type Chart = z.infer<typeof chart>

const common = {
  title: someText(200),
  /** The persona or system it comes from, as shown. */
  from: z.optional(text(80)),
  body: z.optional(text(8_000)),
  /** What the people it lands for can choose from. */
  options: z.optional(injectOptions),
}

/** What a surprise shows. `log` keeps its `text` as it is, `chart` is numbers over time. */
export const injectContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), ...common }),
  z.object({
    kind: z.literal('alert'),
    ...common,
    severity: z.enum(['info', 'warning', 'critical']),
  }),
  z.object({ kind: z.literal('log'), ...common, text: someText(20_000) }),
  z.object({ kind: z.literal('chart'), ...common, chart }),
  z.object({ kind: z.literal('call'), ...common }),
  z.object({ kind: z.literal('image'), ...common, image: picture }),
])
export type InjectContent = z.infer<typeof injectContent>
export type InjectKind = InjectContent['kind']

/** An inject as it stands in the run of show. `held` and `skipped` are what the facilitator asked for. */
export const plannedInject = z.object({
  id: injectId,
  order: z.number(),
  content: injectContent,
  audience,
  trigger: plannedTrigger,
  state: z.catch(z.enum(['planned', 'held', 'skipped']), 'planned'),
  /** Lands once where it is left out. */
  again: z.catch(z.optional(repeat), undefined),
  /** Why it was held when its time came by itself, in words for facilitators. */
  heldBecause: z.optional(text(500)),
  /** What the facilitator hopes the group will do. */
  expect: z.optional(text(2_000)),
  /** For the facilitator's eyes. */
  notes: z.optional(text(4_000)),
  /** Whether it was thought of while playing, and if so whether it is kept in the scenario. */
  improvised: z.optional(z.boolean()),
  kept: z.optional(z.boolean()),
})
export type PlannedInject = z.infer<typeof plannedInject>

/** An inject that has landed: in the stage for everyone, or in the inbox of each who gets it. */
export const landedInject = z.object({
  id: injectId,
  content: injectContent,
  /** Whether it is for some only. */
  whisper: z.boolean(),
  /** How many others got a whisper, too. */
  others: z.optional(z.int().check(z.nonnegative())),
  /** Exercise milliseconds and wall moment of the ictus. */
  at: z.number(),
  wallAt: z.number(),
})
export type LandedInject = z.infer<typeof landedInject>

/** The facilitators' record of a landing, kept in the script. */
export const landing = z.object({
  injectId,
  audience,
  /** Who got a whisper. */
  people: z.optional(z.array(participantId)),
  at: z.number(),
  wallAt: z.number(),
})
export type Landing = z.infer<typeof landing>

/** Who got what landed, or null where everyone did. */
export function peopleOf({ audience, people }: Landing): readonly ParticipantId[] | null {
  if (audience.to === 'everyone') return null
  if (people) return people
  return audience.to === 'person' && audience.participantId ? [audience.participantId] : []
}
