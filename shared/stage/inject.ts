import { z } from 'zod'
import { injectId, participantId } from '../ids.ts'
import { picture } from './picture.ts'

const text = (most: number) => z.string().max(most)

/** A line of a chart: its name and `[exercise milliseconds, value]` points in order of time. */
export const chartSeries = z.object({
  name: text(80),
  points: z
    .array(z.tuple([z.number(), z.number()]))
    .min(2)
    .max(2_000),
})

/** Numbers over time, with the unit of the values ("GB", "connections"). */
export const chart = z.object({
  unit: text(40),
  series: z.array(chartSeries).min(1).max(8),
  /** Shows at each exercise time what was measured by then, and grows on. */
  moving: z.boolean().optional(),
})
export type Chart = z.infer<typeof chart>

const common = {
  title: text(200).min(1),
  /** The persona or system it comes from, as shown. */
  from: text(80).optional(),
  body: text(8_000).optional(),
}

/** What a surprise shows. `log` keeps its `text` as it is, `chart` is numbers over time. */
export const injectContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), ...common }),
  z.object({
    kind: z.literal('alert'),
    ...common,
    severity: z.enum(['info', 'warning', 'critical']),
  }),
  z.object({ kind: z.literal('log'), ...common, text: text(20_000).min(1) }),
  z.object({ kind: z.literal('chart'), ...common, chart }),
  z.object({ kind: z.literal('call'), ...common }),
  z.object({ kind: z.literal('image'), ...common, image: picture }),
])
export type InjectContent = z.infer<typeof injectContent>
export type InjectKind = InjectContent['kind']

/** Who gets it: everyone, or one person (a whisper). A whisper may wait for its person to be chosen. */
export const audience = z.discriminatedUnion('to', [
  z.object({ to: z.literal('everyone') }),
  z.object({ to: z.literal('person'), participantId: participantId.nullable() }),
])
export type Audience = z.infer<typeof audience>

/** When it lands: at an exercise time in milliseconds, or when the facilitator says so. */
export const trigger = z.discriminatedUnion('on', [
  z.object({ on: z.literal('time'), at: z.number().nonnegative() }),
  z.object({ on: z.literal('hand') }),
])
export type Trigger = z.infer<typeof trigger>

/** An inject as it stands in the run of show. `held` and `skipped` are what the facilitator asked for. */
export const plannedInject = z.object({
  id: injectId,
  order: z.number(),
  content: injectContent,
  audience,
  trigger,
  state: z.enum(['planned', 'held', 'skipped']).catch('planned'),
  /** What the facilitator hopes the group will do. */
  expect: text(2_000).optional(),
  /** For the facilitator's eyes. */
  notes: text(4_000).optional(),
})
export type PlannedInject = z.infer<typeof plannedInject>

/** An inject that has landed: in the stage for everyone, or in one person's inbox. */
export const landedInject = z.object({
  id: injectId,
  content: injectContent,
  whisper: z.boolean(),
  /** Exercise milliseconds and wall moment of the ictus. */
  at: z.number(),
  wallAt: z.number(),
})
export type LandedInject = z.infer<typeof landedInject>

/** The facilitators' record of a landing, kept in the script. */
export const landing = z.object({ injectId, audience, at: z.number(), wallAt: z.number() })
export type Landing = z.infer<typeof landing>
