import { Refusal } from '../../shared/errors.ts'
import type { FormatId } from '../../shared/formats/format.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { mostFormatChanges } from '../../shared/stage/format-change.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { changedFormat, currentPhase, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Hand } from '../rooms/hand.ts'
import type { Time } from '../time.ts'

/** How one session is played: as it was made, until a facilitator chooses anew in the lobby. */
export class FormatChoice {
  readonly #hand: Hand
  readonly #stage: StageDoc
  readonly #time: Time

  constructor(hand: Hand, time: Time) {
    this.#hand = hand
    this.#stage = stageDoc(hand.doc)
    this.#time = time
  }

  /** What was chosen last, or null while it is played as it was made. */
  get changed(): FormatId | null {
    return changedFormat(this.#stage)
  }

  async set(by: ParticipantId, format: FormatId): Promise<void> {
    this.#refuseOutsideLobby()
    if (format === this.changed) return
    this.#refuseTooMany()
    const change = { format, wallAt: this.#time.now(), by }
    await this.#hand.write(by, () => this.#stage.formats.push([change]))
  }

  /** Later, people have built on its columns and parts. */
  #refuseOutsideLobby(): void {
    if (currentPhase(this.#stage) === 'lobby') return
    const message = 'The format is chosen in the lobby. Move everyone back there first.'
    throw new Refusal('conflict', message)
  }

  #refuseTooMany(): void {
    if (this.#stage.formats.length < mostFormatChanges) return
    const message = 'The format was changed very often here. Keep this one, or make a new session.'
    throw new Refusal('conflict', message)
  }
}
