import * as z from 'zod/mini'
import type { ParticipantId } from '../ids.ts'
import { participantId } from '../ids.ts'

/** How long the words on why may be, in letters. */
export const longestWhy = 300
/** A session is called off so many times at most, and why is said so often of each. */
export const mostAborts = 100
export const mostWhys = 5

export const why = z.string().check(z.trim(), z.minLength(1), z.maxLength(longestWhy))

/** Wall moment and exercise milliseconds. */
const moment = { wallAt: z.number(), at: z.number() }

/** What happened when somebody called everything off, as the stage's list has it: it only grows. */
export const abortEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('aborted'),
    by: participantId,
    why: z.optional(z.string()),
    /** How fast the clock ran before; 0 where it stood. */
    speed: z.number(),
    ...moment,
  }),
  /** Words on why, after the fact; the last ones count. */
  z.object({ event: z.literal('explained'), by: participantId, why: z.string(), ...moment }),
  z.object({ event: z.literal('cleared'), by: participantId, ...moment }),
])
export type AbortEvent = z.infer<typeof abortEvent>

export interface Abort {
  readonly by: ParticipantId
  /** Null where nobody has said. */
  readonly why: string | null
  /** How often it was said. */
  readonly whys: number
  /** How fast the clock ran before; 0 where it stood. */
  readonly speed: number
  readonly wallAt: number
  readonly at: number
  /** Who let everybody go on, and at which wall moment; null while everything stands. */
  readonly cleared: { readonly by: ParticipantId; readonly wallAt: number } | null
}

/** The aborts that a list of events tells of, oldest first. An event without its abort is left out. */
export function abortsOf(events: readonly AbortEvent[]): Abort[] {
  const aborts: Abort[] = []
  for (const event of events) {
    if (event.event === 'aborted') {
      aborts.push(begunBy(event))
      continue
    }
    const last = aborts.pop()
    if (last) aborts.push(after(last, event))
  }
  return aborts
}

/** The one that still holds everything, or null. */
export function openAbort(aborts: readonly Abort[]): Abort | null {
  return aborts.find(({ cleared }) => cleared === null) ?? null
}

function begunBy({ by, why, speed, wallAt, at }: AbortEvent & { event: 'aborted' }): Abort {
  return { by, why: why ?? null, whys: why ? 1 : 0, speed, wallAt, at, cleared: null }
}

function after(abort: Abort, event: Exclude<AbortEvent, { event: 'aborted' }>): Abort {
  if (event.event === 'explained') return { ...abort, why: event.why, whys: abort.whys + 1 }
  return { ...abort, cleared: abort.cleared ?? { by: event.by, wallAt: event.wallAt } }
}
