import * as z from 'zod/mini'
import type { MessageId, ParticipantId } from '../ids.ts'
import { messageId, participantId } from '../ids.ts'

/** What a message can be answered with in one tap. */
export const emoji = z.enum(['👍', '👀', '🙏', '🎉', '❤️', '😄', '🤔', '✅'])
export type Emoji = z.infer<typeof emoji>

/** Somebody puts an emoji on a message, or takes it off again. The last word of each counts. */
export const reaction = z.object({
  messageId,
  author: participantId,
  emoji,
  on: z.boolean(),
})
export type Reaction = z.infer<typeof reaction>

/** An emoji on a message, with whose it is, in the order they came. */
export interface Reacted {
  readonly emoji: Emoji
  readonly by: readonly ParticipantId[]
}

/** What stands on each message now, emoji in the order they came. */
export function reactedByMessage(reactions: readonly Reaction[]): Map<MessageId, Reacted[]> {
  const byMessage = new Map<MessageId, Reacted[]>()
  for (const { messageId: id, author, emoji: which, on } of reactions) {
    const before = byMessage.get(id) ?? []
    const others =
      before.find((each) => each.emoji === which)?.by.filter((by) => by !== author) ?? []
    const next = { emoji: which, by: on ? [...others, author] : others }
    byMessage.set(id, replaced(before, next))
  }
  return byMessage
}

function replaced(before: readonly Reacted[], next: Reacted): Reacted[] {
  const isThere = before.some((each) => each.emoji === next.emoji)
  const all = isThere
    ? before.map((each) => (each.emoji === next.emoji ? next : each))
    : [...before, next]
  return all.filter(({ by }) => by.length > 0)
}
