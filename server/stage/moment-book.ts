import { Refusal } from '../../shared/errors.ts'
import type { MarkId, NewId, ParticipantId } from '../../shared/ids.ts'
import { exerciseTimeAt } from '../../shared/stage/clock.ts'
import type { MarkedMoment } from '../../shared/stage/marked-moment.ts'
import { mostMarks } from '../../shared/stage/marked-moment.ts'
import { currentPhase, inboxMarks, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { SessionClock } from './session-clock.ts'
import type { SessionHands } from './session-hands.ts'

/** Writes the moments that people mark for themselves, each into their own inbox. */
export class MomentBook {
  readonly #hands: SessionHands
  readonly #clock: SessionClock
  readonly #newId: NewId

  constructor(hands: SessionHands, clock: SessionClock, newId: NewId) {
    this.#hands = hands
    this.#clock = clock
    this.#newId = newId
  }

  async mark(
    by: ParticipantId,
    { text = '', ago = 0 }: Command & { type: 'moment.mark' },
  ): Promise<MarkId> {
    this.#refuseWhenClosed()
    // The moment is that of the command: the inbox may take a while to open.
    const wallAt = this.#clock.now().wallAt - ago
    const at = Math.round(exerciseTimeAt(this.#clock.plan, wallAt))
    const inbox = await this.#hands.inbox(by)
    if (inboxMarks(inbox.doc).size >= mostMarks) throw full()
    const mark: MarkedMoment = { id: this.#newId('mark'), author: by, text, wallAt, at }
    await inbox.write(by, (doc) => inboxMarks(doc).set(mark.id, mark))
    return mark.id
  }

  async unmark(by: ParticipantId, id: MarkId): Promise<void> {
    this.#refuseWhenClosed()
    const inbox = await this.#hands.inbox(by)
    if (!inboxMarks(inbox.doc).has(id)) {
      throw new Refusal('not-found', 'You have marked no such moment, or took it back already.')
    }
    await inbox.write(by, (doc) => inboxMarks(doc).delete(id))
  }

  #refuseWhenClosed(): void {
    if (currentPhase(stageDoc(this.#hands.stage.doc)) !== 'closed') return
    throw new Refusal('conflict', 'The session is closed. Its replay shows what was marked.')
  }
}

function full(): Refusal {
  return new Refusal(
    'conflict',
    `You have marked ${mostMarks} moments, which is as many as are kept. Take one back first.`,
  )
}
