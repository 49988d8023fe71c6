import { Refusal } from '../../shared/errors.ts'
import type { InjectId, MessageId, NewId, ParticipantId } from '../../shared/ids.ts'
import { scriptDoc } from '../../shared/script/script-doc.ts'
import type { PrivateAnswer } from '../../shared/stage/private-answer.ts'
import { mostAnswers } from '../../shared/stage/private-answer.ts'
import { hasInject, inboxAnswers, inboxInjects, readAnswers } from '../../shared/stage/stage-doc.ts'
import type { Hand } from '../rooms/hand.ts'
import type { Moment } from './session-clock.ts'
import type { SessionHands } from './session-hands.ts'

/** What is to be said under a whisper, and in whose thread. */
interface Saying {
  readonly injectId: InjectId
  readonly of: ParticipantId
  readonly text: string
}

/** The threads under whispers: each is between one person and the facilitators. */
export class WhisperThreads {
  readonly #hands: SessionHands
  readonly #newId: NewId

  constructor(hands: SessionHands, newId: NewId) {
    this.#hands = hands
    this.#newId = newId
  }

  /** Adds an answer to the person's inbox and the facilitators' copy of it, in one commit. */
  async answer(by: ParticipantId, saying: Saying, moment: Moment): Promise<MessageId> {
    const inbox = this.#inboxOf(saying)
    this.#refuseWhenFull(inbox, saying)
    const { wallAt, at } = moment
    const answer: PrivateAnswer = { id: this.#newId('message'), author: by, ...saying, wallAt, at }
    await this.#hands.writeTogether(by, [
      [inbox, (doc) => inboxAnswers(doc).push([answer])],
      [this.#hands.script, (doc) => scriptDoc(doc).answers.push([answer])],
    ])
    return answer.id
  }

  #inboxOf({ injectId, of }: Saying): Hand {
    const inbox = this.#hands.openInbox(of)
    if (inbox && hasInject(inboxInjects(inbox.doc), injectId)) return inbox
    throw new Refusal('not-found', 'This was not whispered to them. Answer what was.')
  }

  #refuseWhenFull(inbox: Hand, { injectId }: Saying): void {
    const answers = readAnswers(inbox.doc).filter((each) => each.injectId === injectId)
    if (answers.length < mostAnswers) return
    throw new Refusal(
      'conflict',
      `Under a whisper there is room for ${mostAnswers} answers. Go on in another one, or talk.`,
    )
  }
}
