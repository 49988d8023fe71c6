import { Refusal } from '../../shared/errors.ts'
import type { CueId, MessageId, NewId, ParticipantId } from '../../shared/ids.ts'
import type { Cue } from '../../shared/stage/cue.ts'
import type { Emoji } from '../../shared/stage/reaction.ts'
import { reactedByMessage } from '../../shared/stage/reaction.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { hasMessage, readReactions, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Hand } from '../rooms/hand.ts'
import { refuseWhenClosed } from './refuse-when-closed.ts'
import type { SessionClock } from './session-clock.ts'

/** What people say to everybody: messages, what they put on them, and cues. */
export class Talk {
  readonly #hand: Hand
  readonly #stage: StageDoc
  readonly #clock: SessionClock
  readonly #newId: NewId

  constructor(hand: Hand, clock: SessionClock, newId: NewId) {
    this.#hand = hand
    this.#stage = stageDoc(hand.doc)
    this.#clock = clock
    this.#newId = newId
  }

  async say(by: ParticipantId, text: string, replyTo?: MessageId): Promise<MessageId> {
    refuseWhenClosed(this.#stage)
    if (replyTo) this.#refuseUnsaid(replyTo)
    const id = this.#newId('message')
    const message = { id, author: by, text, ...(replyTo && { replyTo }), ...this.#clock.now() }
    await this.#hand.write(by, () => this.#stage.channel.push([message]))
    return id
  }

  async react(
    by: ParticipantId,
    { messageId, emoji, on }: { messageId: MessageId; emoji: Emoji; on: boolean },
  ): Promise<void> {
    refuseWhenClosed(this.#stage)
    this.#refuseUnsaid(messageId)
    const reacted = reactedByMessage(readReactions(this.#stage)).get(messageId) ?? []
    const isOn = reacted.some((each) => each.emoji === emoji && each.by.includes(by))
    if (isOn === on) return
    const reaction = { messageId, author: by, emoji, on }
    await this.#hand.write(by, () => this.#stage.reactions.push([reaction]))
  }

  async raise(by: ParticipantId, cue: Cue): Promise<CueId> {
    refuseWhenClosed(this.#stage)
    const id = this.#newId('cue')
    const raised = { id, cue, author: by, ...this.#clock.now() }
    await this.#hand.write(by, () => this.#stage.cues.push([raised]))
    return id
  }

  #refuseUnsaid(id: MessageId): void {
    if (hasMessage(this.#stage, id)) return
    throw new Refusal('not-found', 'This message is not in the channel.')
  }
}
