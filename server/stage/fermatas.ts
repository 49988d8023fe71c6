import { Refusal } from '../../shared/errors.ts'
import type { FermataId, NewId, ParticipantId } from '../../shared/ids.ts'
import type { Fermata, FermataAnswer, FermataEvent } from '../../shared/stage/fermata.ts'
import { mostFermatas, openFermata, usualProbes } from '../../shared/stage/fermata.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  currentPhase,
  inboxBlindAnswers,
  readBlindAnswers,
  readFermatas,
  readRoster,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import type { SessionClock } from './session-clock.ts'
import type { HandWrite, SessionHands } from './session-hands.ts'
import type { WithoutMoment } from './without-moment.ts'

interface FermatasOptions {
  readonly hands: SessionHands
  readonly newId: NewId
}

/**
 * The fermatas of one session. Until the reveal an answer is in its author's inbox and nowhere
 * else; all state is in the documents, so a fermata outlives the process that held it.
 */
export class Fermatas {
  readonly #hands: SessionHands
  readonly #newId: NewId
  readonly #clock: SessionClock
  readonly #stage: StageDoc

  constructor({ hands, newId }: FermatasOptions, clock: SessionClock) {
    this.#hands = hands
    this.#newId = newId
    this.#clock = clock
    this.#stage = stageDoc(hands.stage.doc)
  }

  /** Holds the clock, in the same write that asks. */
  async hold(by: ParticipantId, probes: readonly string[] = usualProbes): Promise<FermataId> {
    this.#refuseHold()
    const id = this.#newId('fermata')
    const now = this.#clock.now()
    const speed = this.#clock.speedUnheld
    await this.#hands.stage.write(by, () => {
      this.#push({ event: 'held', id, probes: [...probes], by, speed, ...now })
      this.#clock.turn(now.wallAt, 0)
    })
    return id
  }

  async answer(by: ParticipantId, id: FermataId, answers: readonly string[]): Promise<FermataId> {
    this.#refuseAnswer(by, id, answers)
    const inbox = await this.#hands.inbox(by)
    // While the inbox was opened, the answers may have been revealed.
    const { probes, answered } = this.#refuseAnswer(by, id, answers)
    const texts = probes.map((_, index) => answers[index] ?? '')
    const now = this.#clock.now()
    const answer = { fermataId: id, author: by, texts, wallAt: now.wallAt }
    const writes: HandWrite[] = [[inbox, (doc) => inboxBlindAnswers(doc).set(id, answer)]]
    const event = { event: 'answered', id, author: by, ...now } as const
    if (!answered.includes(by)) writes.push([this.#hands.stage, () => this.#push(event)])
    await this.#hands.writeTogether(by, writes)
    return id
  }

  async reveal(by: ParticipantId, id: FermataId): Promise<FermataId> {
    const fermata = this.#open(id)
    if (fermata.state === 'revealed') throw new Refusal('conflict', revealedAlready)
    await this.#add(by, { event: 'revealed', id, by, answers: this.#answersTo(fermata) })
    return id
  }

  /** Lets the clock go on as it did before. */
  async release(by: ParticipantId, id: FermataId): Promise<FermataId> {
    const { speed } = this.#open(id)
    const now = this.#clock.now()
    await this.#hands.stage.write(by, () => {
      this.#push({ event: 'released', id, by, ...now })
      this.#clock.goOn(now.wallAt, speed)
    })
    return id
  }

  /** Releases what is held without moving the clock; to be called inside a write of the stage. */
  letGo(by: ParticipantId): void {
    const held = openFermata(readFermatas(this.#stage))
    if (held) this.#push({ event: 'released', id: held.id, by, ...this.#clock.now() })
  }

  #refuseHold(): void {
    if (currentPhase(this.#stage) !== 'play') {
      throw new Refusal('conflict', 'A fermata is held while playing. Move to play first.')
    }
    const fermatas = readFermatas(this.#stage)
    if (openFermata(fermatas)) {
      throw new Refusal('conflict', 'A fermata is held already. Let it go on first.')
    }
    if (fermatas.length < mostFermatas) return
    throw new Refusal('too-many', `A session holds ${mostFermatas} fermatas at most.`)
  }

  #refuseAnswer(by: ParticipantId, id: FermataId, answers: readonly string[]): Fermata {
    const fermata = this.#open(id)
    if (fermata.state === 'revealed') throw new Refusal('conflict', revealedAlready)
    const role = readRoster(this.#stage).find((each) => each.participantId === by)?.role
    if (role !== 'participant') {
      throw new Refusal('forbidden', 'The participants answer. You read along after the reveal.')
    }
    if (answers.every((text) => text === '')) {
      throw new Refusal('bad-request', 'Answer at least one of the questions.')
    }
    return fermata
  }

  /** The fermata of this id, as long as it holds the clock. */
  #open(id: FermataId): Fermata {
    const fermata = readFermatas(this.#stage).find((each) => each.id === id)
    if (!fermata) throw new Refusal('not-found', 'There is no such fermata in this session.')
    if (fermata.state !== 'released') return fermata
    throw new Refusal('conflict', 'This fermata has ended: the clock goes on.')
  }

  /** What the inboxes hold, as their authors answered. */
  #answersTo({ id, answered }: Fermata): FermataAnswer[] {
    const all = this.#hands.inboxDocs
      .flatMap(readBlindAnswers)
      .filter((each) => each.fermataId === id)
    return answered.flatMap((author) => {
      const texts = all.find((each) => each.author === author)?.texts
      return texts ? [{ author, texts }] : []
    })
  }

  #add(by: ParticipantId, event: WithoutMoment<FermataEvent>): Promise<void> {
    return this.#hands.stage.write(by, () => this.#push({ ...event, ...this.#clock.now() }))
  }

  #push(event: FermataEvent): void {
    this.#stage.fermatas.push([event])
  }
}

const revealedAlready = 'The answers have been revealed already.'
