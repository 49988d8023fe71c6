import * as z from 'zod/mini'
import { hypothesisStatus } from '../board/card.ts'
import type { InjectId } from '../ids.ts'
import { injectId } from '../ids.ts'
import { optionKey } from './choice.ts'

/** A wait is shorter than a day, in exercise milliseconds. */
const longestWait = 86_400_000
export const longestMatching = 200
export const mostTogether = 5

/** Plain text to look for, capitals or not: never a pattern. */
const matching = z.string().check(z.trim(), z.minLength(1), z.maxLength(longestMatching))

const time = z.object({ on: z.literal('time'), at: z.number().check(z.nonnegative()) })
const hand = z.object({ on: z.literal('hand') })

/** What may hold by itself, and together with others. */
const single = [
  time,
  /** So long after another inject has landed. */
  z.object({
    on: z.literal('after'),
    inject: injectId,
    delay: z.int().check(z.gte(0), z.lte(longestWait)),
  }),
  /** So long after the choice under another inject was settled for this option. */
  z.object({
    on: z.literal('chosen'),
    inject: injectId,
    option: optionKey,
    delay: z.int().check(z.gte(0), z.lte(longestWait)),
  }),
  /** Some hypothesis stands so, if need be one whose title contains the text. */
  z.object({
    on: z.literal('hypothesis'),
    status: hypothesisStatus,
    matching: z.optional(matching),
  }),
  /** A card, the notes or a message of the channel contain the text. */
  z.object({ on: z.literal('text'), matching }),
  /** An action whose title contains the text is done. */
  z.object({ on: z.literal('done'), matching }),
  /** In play nobody has said for a minute that they are on anything. */
  z.object({ on: z.literal('nobody') }),
  /** Nobody has changed the board for so long. */
  z.object({ on: z.literal('quiet'), for: z.int().check(z.gte(1_000), z.lte(longestWait)) }),
] as const

const together = <Each extends z.ZodMiniType>(each: Each) =>
  [
    z.object({ on: z.literal('all'), of: several(each) }),
    z.object({ on: z.literal('any'), of: several(each) }),
  ] as const

const several = <Each extends z.ZodMiniType>(each: Each) =>
  z.array(each).check(z.minLength(1), z.maxLength(mostTogether))

const inner = z.discriminatedUnion('on', [
  ...single,
  ...together(z.discriminatedUnion('on', [...single])),
])

/**
 * When an inject lands: at an exercise time in milliseconds, when the facilitator says so, behind
 * another one, when the board says so, or when several of these hold at once, or any of them.
 */
export const trigger = z.discriminatedUnion('on', [hand, ...single, ...together(inner)])
export type Trigger = z.infer<typeof trigger>

/** What stands in the script where no trigger can be read: it waits for the hand. */
export const plannedTrigger = z.catch(
  z.discriminatedUnion('on', [...trigger.def.options, z.object({ on: z.literal('unclear') })]),
  { on: 'unclear' },
)
export type PlannedTrigger = z.infer<typeof plannedTrigger>

/** The triggers in a trigger that are put together from no others. */
export function singlesIn(trigger: PlannedTrigger): PlannedTrigger[] {
  return 'of' in trigger ? trigger.of.flatMap(singlesIn) : [trigger]
}

/** The injects that a trigger waits for: that they land, or that something is chosen under them. */
export function awaitedBy(trigger: PlannedTrigger): InjectId[] {
  return singlesIn(trigger).flatMap((each) => ('inject' in each ? [each.inject] : []))
}

/** Whether what people choose decides about it. */
export function awaitsChoice(trigger: PlannedTrigger): boolean {
  return singlesIn(trigger).some(({ on }) => on === 'chosen')
}

/** Whether what people write decides about it. */
export function watchesBoard(trigger: PlannedTrigger): boolean {
  return singlesIn(trigger).some(({ on }) => !withoutBoard.has(on))
}

const withoutBoard: ReadonlySet<PlannedTrigger['on']> = new Set([
  'time',
  'hand',
  'after',
  'chosen',
  'unclear',
])
