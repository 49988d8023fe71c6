import { Refusal } from '../../shared/errors.ts'
import type { MessageId, NewId, ParticipantId } from '../../shared/ids.ts'
import type { PreparedAnswer } from '../../shared/script/prepared-answer.ts'
import { mostAnswers, wordsOfAnswer } from '../../shared/script/prepared-answer.ts'
import type { ScriptDoc } from '../../shared/script/script-doc.ts'
import {
  readPreparedAnswer,
  readPreparedAnswers,
  scriptDoc,
} from '../../shared/script/script-doc.ts'
import type { Message } from '../../shared/stage/channel.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { hasMessage, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { refuseWhenClosed } from './refuse-when-closed.ts'
import type { SessionClock } from './session-clock.ts'
import type { HandWrite, SessionHands } from './session-hands.ts'

export type AnswerCommand = Extract<Command, { type: `answer.${string}` }>
type Improvised = Extract<AnswerCommand, { type: 'answer.improvise' }>

/**
 * What facilitators answer to questions in the channel, from what is prepared or on the spot. What
 * is prepared stays in the script until it is sent; then its words are a message like any other.
 */
export class Answers {
  readonly #hands: SessionHands
  readonly #newId: NewId
  readonly #clock: SessionClock
  readonly #stage: StageDoc
  readonly #script: ScriptDoc

  constructor(hands: SessionHands, clock: SessionClock, newId: NewId) {
    this.#hands = hands
    this.#newId = newId
    this.#clock = clock
    this.#stage = stageDoc(hands.stage.doc)
    this.#script = scriptDoc(hands.script.doc)
  }

  /** Does what a facilitator asks, or throws a refusal. Resolves when it is on disk. */
  perform(by: ParticipantId, command: AnswerCommand): Promise<MessageId> {
    refuseWhenClosed(this.#stage)
    if (command.replyTo) this.#refuseUnsaid(command.replyTo)
    return command.type === 'answer.send'
      ? this.#send(by, this.#prepared(command), command.replyTo)
      : this.#improvise(by, command)
  }

  /** The message and the note that it was sent are one commit. */
  async #send(
    by: ParticipantId,
    answer: PreparedAnswer,
    replyTo: MessageId | undefined,
    keep = false,
  ): Promise<MessageId> {
    const { content } = answer
    const message = this.#message(by, {
      text: wordsOfAnswer(answer),
      ...(replyTo && { replyTo }),
      ...(content.from && { as: content.from }),
      ...(content.kind !== 'message' && { content }),
    })
    const sent = { answerId: answer.id, messageId: message.id, at: message.at }
    const note: HandWrite = [
      this.#hands.script,
      () => {
        if (keep) this.#script.preparedAnswers.set(answer.id, answer)
        this.#script.answersSent.set(answer.id, { ...sent, wallAt: message.wallAt })
      },
    ]
    await this.#hands.writeTogether(by, [this.#saying(message), note])
    return message.id
  }

  async #improvise(
    by: ParticipantId,
    { text, as, replyTo, keepAs }: Improvised,
  ): Promise<MessageId> {
    if (keepAs) return this.#send(by, this.#kept(keepAs, text, as), replyTo, true)
    const message = this.#message(by, { text, ...(replyTo && { replyTo }), ...(as && { as }) })
    await this.#hands.stage.write(by, () => this.#stage.channel.push([message]))
    return message.id
  }

  #message(by: ParticipantId, said: Pick<Message, 'text'> & Partial<Message>) {
    return { id: this.#newId('message'), author: by, ...said, ...this.#clock.now() }
  }

  #saying(message: object): HandWrite {
    return [this.#hands.stage, () => this.#stage.channel.push([message])]
  }

  /** What was said on the spot, as it will be found next time. */
  #kept(ask: string, text: string, from?: string): PreparedAnswer {
    const known = readPreparedAnswers(this.#script)
    if (known.length >= mostAnswers) {
      const message = `A session keeps ${mostAnswers} prepared answers. Send it without keeping it.`
      throw new Refusal('too-many', message)
    }
    const order = Math.max(-1, ...known.map((each) => each.order)) + 1
    const content = { kind: 'message', title: ask, body: text, ...(from && { from }) } as const
    return { id: this.#newId('answer'), order, asks: [ask], content }
  }

  #prepared({ answerId }: Extract<AnswerCommand, { type: 'answer.send' }>): PreparedAnswer {
    const answer = readPreparedAnswer(this.#script, answerId)
    if (answer) return answer
    throw new Refusal('not-found', 'This answer is not among the prepared ones any more.')
  }

  #refuseUnsaid(id: MessageId): void {
    if (hasMessage(this.#stage, id)) return
    throw new Refusal('not-found', 'The message to answer is not in the channel.')
  }
}
