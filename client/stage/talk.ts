import type { Message } from '../../shared/stage/channel.ts'
import type { Emoji } from '../../shared/stage/reaction.ts'

/** What somebody who may speak does with a message of the channel. */
export interface Talk {
  reply(message: Message): void
  /** Finds an answer to it among the prepared ones; null for whoever does not conduct. */
  readonly answer: ((message: Message) => void) | null
  /** Puts an emoji on it, or takes one's own off. */
  react(message: Message, emoji: Emoji, on: boolean): void
}
