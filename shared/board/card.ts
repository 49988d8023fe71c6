import * as Y from 'yjs'
import * as z from 'zod/mini'
import { cardId, injectId, messageId, participantId } from '../ids.ts'

export const cardKind = z.enum(['hypothesis', 'action', 'signal'])
export type CardKind = z.infer<typeof cardKind>

export const hypothesisStatus = z.enum(['proposed', 'testing', 'supported', 'refuted'])
export type HypothesisStatus = z.infer<typeof hypothesisStatus>

export const confidence = z.enum(['low', 'medium', 'high'])
export type Confidence = z.infer<typeof confidence>

export const actionStatus = z.enum(['open', 'doing', 'done', 'dropped'])
export type ActionStatus = z.infer<typeof actionStatus>

const yText = z.instanceof(Y.Text)

/** Where a card was made from, so that it keeps the way back. */
export const cardSource = z.discriminatedUnion('from', [
  z.object({ from: z.literal('message'), messageId }),
  z.object({ from: z.literal('inject'), injectId }),
])
export type CardSource = z.infer<typeof cardSource>

const common = {
  id: cardId,
  title: yText,
  text: yText,
  /** The card's place in its column: a fractional index, compared as plain text. */
  order: z.string(),
  createdBy: z.catch(z.nullable(participantId), null),
  createdAt: z.catch(z.number(), 0),
  source: z.catch(z.nullish(cardSource), null),
  /** Taken off the board. The card stays in the document, so nothing typed in it is lost. */
  removed: z.catch(z.boolean(), false),
}

const hypothesis = z.object({
  kind: z.literal('hypothesis'),
  ...common,
  status: z.catch(hypothesisStatus, 'proposed'),
  confidence: z.catch(z.nullish(confidence), null),
})

/** An action in the air: offered by one person to another, who has not said it back yet. */
export const offer = z.object({
  to: participantId,
  by: participantId,
  /** Wall moment, milliseconds since the epoch. */
  at: z.catch(z.number(), 0),
})
export type Offer = z.infer<typeof offer>

const action = z.object({
  kind: z.literal('action'),
  ...common,
  status: z.catch(actionStatus, 'open'),
  /** Who is on it, or null while nobody is. */
  assignee: z.catch(z.nullish(participantId), null),
  /** Until the receiver confirms, it stays with whoever holds it. */
  offer: z.catch(z.nullish(offer), null),
})

const signal = z.object({
  kind: z.literal('signal'),
  ...common,
  /** When it was observed: a wall moment in milliseconds since the epoch. */
  observedAt: z.catch(z.number(), 0),
  observedBy: z.catch(z.nullish(participantId), null),
})

/** A card as read from its Y.Map. `title` and `text` are the live texts, edited letter by letter. */
export const card = z.discriminatedUnion('kind', [hypothesis, action, signal])
export type Card = z.infer<typeof card>
export type Hypothesis = z.infer<typeof hypothesis>
export type ActionCard = z.infer<typeof action>
export type Signal = z.infer<typeof signal>

/** The card in a Y.Map, or null where what stands there is none: any peer can write anything. */
export function readCard(id: string, value: unknown): Card | null {
  if (!(value instanceof Y.Map)) return null
  const parsed = card.safeParse({ ...Object.fromEntries(value.entries()), id })
  return parsed.success ? parsed.data : null
}
