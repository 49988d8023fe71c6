import * as z from 'zod/mini'
import { cardId, participantId } from '../ids.ts'

/** Where somebody's caret is in a text of the card they have open. */
export const caret = z.object({
  text: z.enum(['title', 'text']),
  /** A Yjs relative position, as JSON: it stays among the same letters whatever others type. */
  at: z.unknown(),
})
export type Caret = z.infer<typeof caret>

/**
 * What a person's page says of them while it is open, as Yjs awareness state. `participantId` is
 * stamped by the server and is the only part to trust; the rest is what the page sent.
 */
export const presence = z.object({
  participantId,
  /** The card they have open or are typing in. */
  cardId: z.catch(z.nullish(cardId), null),
  caret: z.catch(z.nullish(caret), null),
  /** True from a key press until a short moment after the last one. */
  typing: z.catch(z.boolean(), false),
  /** Whether they have that card in their hand: a drag is presence, the drop an edit. */
  dragging: z.catch(z.boolean(), false),
  /** Whether the page is in front of them. */
  away: z.catch(z.boolean(), false),
})
export type Presence = z.infer<typeof presence>
