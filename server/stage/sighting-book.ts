import { Refusal } from '../../shared/errors.ts'
import type { InjectId, ParticipantId } from '../../shared/ids.ts'
import { scriptDoc } from '../../shared/script/script-doc.ts'
import type { Sighting } from '../../shared/script/sighting.ts'
import { sightingKey } from '../../shared/script/sighting.ts'
import { hasInject, inboxInjects, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Moment } from './session-clock.ts'
import type { SessionHands } from './session-hands.ts'

/** Keeps who has had which inject before their eyes, and when first, where facilitators read it. */
export class SightingBook {
  readonly #hands: SessionHands

  constructor(hands: SessionHands) {
    this.#hands = hands
  }

  /** Notes it once for each inject and person. Refuses what this person cannot have seen. */
  async note(by: ParticipantId, injectId: InjectId, { wallAt, at }: Moment): Promise<void> {
    if (!this.#mayRead(by, injectId)) {
      throw new Refusal('not-found', 'Nothing with this id has landed for you.')
    }
    const { script } = this.#hands
    const { sightings } = scriptDoc(script.doc)
    const key = sightingKey(injectId, by)
    if (sightings.has(key)) return
    const sighting: Sighting = { injectId, participantId: by, at, wallAt }
    await script.write(by, () => sightings.set(key, sighting))
  }

  #mayRead(person: ParticipantId, id: InjectId): boolean {
    if (hasInject(stageDoc(this.#hands.stage.doc).injects, id)) return true
    const inbox = this.#hands.openInbox(person)
    return inbox !== null && hasInject(inboxInjects(inbox.doc), id)
  }
}
