import * as z from 'zod/mini'
import type { ParticipantId } from '../ids.ts'
import { participantId } from '../ids.ts'

/** So many minutes of exercise the conductor's part may stay with one person. */
export const everyMinutes = z.int().check(z.gte(1), z.lte(60))
/** Who conducts one after the other. */
export const rotationOrder = z.array(participantId).check(z.minLength(2), z.maxLength(30))
/** A hand-over, or what was understood of it: a sentence or two. */
export const longestHandOver = 500
export const handOverWords = z.string().check(z.trim(), z.maxLength(longestHandOver))
/** So much a session keeps of its rotations. */
export const mostRotationEvents = 500

const moment = { wallAt: z.number(), /** Exercise milliseconds. */ at: z.number() }
const words = z.optional(handOverWords)

const started = z.object({
  what: z.literal('started'),
  everyMs: z.number(),
  order: rotationOrder,
  by: participantId,
  ...moment,
})
/** The time for a change had come. It asks, and changes nothing. */
const due = z.object({ what: z.literal('due'), ...moment })
const offered = z.object({
  what: z.literal('offered'),
  /** Who conducted, or null where they had left. */
  from: z.nullable(participantId),
  to: participantId,
  words,
  by: participantId,
  ...moment,
})
/** Whom it was offered to said it back: from here on they conduct. */
const readBack = z.object({ what: z.literal('readBack'), by: participantId, words, ...moment })
/** Passed over, until the part has passed to somebody. */
const skipped = z.object({
  what: z.literal('skipped'),
  person: participantId,
  by: participantId,
  ...moment,
})
const stopped = z.object({ what: z.literal('stopped'), by: participantId, ...moment })

/** One step of a rotation, as the stage keeps it. */
export const rotationEvent = z.discriminatedUnion('what', [
  started,
  due,
  offered,
  readBack,
  skipped,
  stopped,
])
export type RotationEvent = z.infer<typeof rotationEvent>
export type Offered = z.infer<typeof offered>
export type ReadBack = z.infer<typeof readBack>

/** Where a rotation stands. */
export interface Rotation {
  readonly everyMs: number
  readonly order: readonly ParticipantId[]
  /** Who conducts now, or null where they have left the session. */
  readonly conductor: ParticipantId | null
  /** Who comes after them, or null where nobody else is there. */
  readonly next: ParticipantId | null
  /** Since when they conduct, and when the next change is due, in exercise milliseconds. */
  readonly since: number
  readonly dueAt: number
  /** Whether the server has marked that the time for a change has come. */
  readonly isDue: boolean
  /** The hand-over that nobody has said back yet. */
  readonly inTheAir: Offered | null
  /** What the one who conducts said when they took it, if anybody handed it to them. */
  readonly readBack: ReadBack | null
}

/** What the events alone tell, whoever has left meanwhile. */
interface Turn {
  readonly everyMs: number
  readonly order: readonly ParticipantId[]
  readonly conductor: ParticipantId
  readonly since: number
  readonly passed: readonly ParticipantId[]
  readonly offer: Offered | null
  readonly isDue: boolean
  readonly readBack: ReadBack | null
}

/**
 * Where the rotation stands after these events, or null where none goes on.
 *
 * @param here who is in the session: whoever was taken off it is passed over
 */
export function rotationOf(
  events: readonly RotationEvent[],
  here: ReadonlySet<ParticipantId>,
): Rotation | null {
  const turn = events.reduce<Turn | null>(turnAfter, null)
  if (!turn) return null
  const { everyMs, order, conductor, since, offer, isDue } = turn
  return {
    everyMs,
    order,
    conductor: here.has(conductor) ? conductor : null,
    next: nextOf(turn, here),
    since,
    dueAt: since + everyMs,
    isDue,
    inTheAir: offer && here.has(offer.to) ? offer : null,
    readBack: turn.readBack,
  }
}

function turnAfter(turn: Turn | null, event: RotationEvent): Turn | null {
  if (event.what === 'started') return begun(turn, event)
  if (!turn || event.what === 'stopped') return null
  switch (event.what) {
    case 'due':
      return { ...turn, isDue: true }
    case 'offered':
      return { ...turn, offer: event }
    case 'readBack':
      return { ...taken(event.by, event.at), ...ruleOf(turn), readBack: event }
    case 'skipped':
      return passing(turn, event.person)
  }
}

/** Started anew while it goes on, it keeps who conducts, and what is in the air between its people. */
function begun(turn: Turn | null, { everyMs, order, at }: z.infer<typeof started>): Turn {
  const goesOn = turn !== null && order.includes(turn.conductor)
  if (!goesOn) return { ...taken(order[0] as ParticipantId, at), everyMs, order }
  const offer = turn.offer && order.includes(turn.offer.to) ? turn.offer : null
  return { ...turn, everyMs, order, offer, isDue: false }
}

const ruleOf = ({ everyMs, order }: Turn) => ({ everyMs, order })

function taken(conductor: ParticipantId, since: number): Omit<Turn, 'everyMs' | 'order'> {
  return { conductor, since, passed: [], offer: null, isDue: false, readBack: null }
}

function passing(turn: Turn, person: ParticipantId): Turn {
  const offer = turn.offer?.to === person ? null : turn.offer
  return { ...turn, passed: [...turn.passed, person], offer }
}

/** Once everybody was passed over, it begins with the first of them again. */
function nextOf({ order, conductor, passed }: Turn, here: ReadonlySet<ParticipantId>) {
  const place = order.indexOf(conductor)
  const others = [...order.slice(place + 1), ...order.slice(0, place)].filter((id) => here.has(id))
  return others.find((id) => !passed.includes(id)) ?? others[0] ?? null
}
