import { readParts } from '../../shared/board/part.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { Refusal } from '../../shared/errors.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import type { Audience } from '../../shared/stage/audience.ts'
import { peopleIn } from '../../shared/stage/audience.ts'
import { readRoster, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Hand } from '../rooms/hand.ts'
import type { SessionHands } from './session-hands.ts'

/** Somebody who gets an inject, with their inbox at hand. */
export interface Addressee {
  readonly person: ParticipantId
  readonly inbox: Hand
}

/** Says who is in an audience just now, by the roster and the parts that are played on the board. */
export class Addressees {
  readonly #hands: SessionHands

  constructor(hands: SessionHands) {
    this.#hands = hands
  }

  /** The people of an audience that is not everyone's. Refuses one in which nobody is. */
  async of(audience: Audience): Promise<readonly Addressee[]> {
    const people = await this.#people(audience)
    const inboxes = await Promise.all(people.map((person) => this.#hands.inbox(person)))
    const now = await this.#people(audience)
    // While the inboxes were opened somebody may have left, or a part been handed on.
    if (now.join() !== people.join()) return this.of(audience)
    return people.flatMap((person, at) => {
      const inbox = inboxes[at]
      return inbox ? [{ person, inbox }] : []
    })
  }

  async #people(audience: Audience): Promise<ParticipantId[]> {
    const parts = audience.to === 'parts' ? await this.#parts() : new Map<ParticipantId, string>()
    const people = peopleIn(audience, readRoster(stageDoc(this.#hands.stage.doc)), parts)
    if (people.length === 0) throw nobodyIn(audience)
    return people
  }

  async #parts(): Promise<ReadonlyMap<ParticipantId, string>> {
    const { doc } = await this.#hands.board()
    return readParts(boardDoc(doc))
  }
}

const list = new Intl.ListFormat('en-GB', { type: 'disjunction' })

function nobodyIn(audience: Audience): Refusal {
  if (audience.to === 'person' && audience.participantId) {
    return new Refusal('not-found', 'The person to whisper to is not in the session.')
  }
  return new Refusal('bad-request', whyNobody(audience))
}

function whyNobody(audience: Audience): string {
  switch (audience.to) {
    case 'everyone':
      return 'Nobody is here yet. Wait until somebody joins.'
    case 'person':
      return 'Choose the person to whisper to.'
    case 'parts':
      return `Nobody here plays ${list.format(audience.parts)}. Choose somebody, or give the part away first.`
    case 'roles':
      return `No ${list.format(audience.roles)} is here. Choose somebody else, or wait until one joins.`
    case 'people':
      return 'Nobody whom this is for is in the session any more. Choose somebody else.'
    case 'allBut':
      return 'Nobody else is here but those it leaves out. Choose somebody else.'
  }
}
