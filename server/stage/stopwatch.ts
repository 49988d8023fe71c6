import { Refusal } from '../../shared/errors.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { readStopwatch, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Press } from '../../shared/stage/stopwatch.ts'
import { changes, mostPresses } from '../../shared/stage/stopwatch.ts'
import type { Author } from '../log/log.ts'
import type { Hand } from '../rooms/hand.ts'
import type { Time } from '../time.ts'
import { refuseWhenClosed } from './refuse-when-closed.ts'

/** The stopwatch of one session: every press of it is kept, and what it shows follows from them. */
export class Stopwatch {
  readonly #hand: Hand
  readonly #stage: StageDoc
  readonly #time: Time

  constructor(hand: Hand, time: Time) {
    this.#hand = hand
    this.#stage = stageDoc(hand.doc)
    this.#time = time
  }

  /** Pressing what holds already is nothing. Refused in a closed session. */
  async press(by: Author, press: Press): Promise<void> {
    refuseWhenClosed(this.#stage)
    const presses = readStopwatch(this.#stage)
    if (!changes(presses, press)) return
    // The last place is kept for stopping it.
    if (presses.length >= mostPresses - (press === 'start' ? 1 : 0)) {
      throw new Refusal('conflict', 'The stopwatch of this session has been pressed too often.')
    }
    await this.#write(by, press, this.#time.now())
  }

  /** Stops one that ran when its session was exported, at its last recorded moment. */
  async stopImported(recordedUntil: number, importedAt: number): Promise<void> {
    const last = readStopwatch(this.#stage).at(-1)
    if (last?.press !== 'start' || last.wallAt >= importedAt) return
    await this.#write('server', 'stop', Math.max(recordedUntil, last.wallAt))
  }

  async #write(by: Author, press: Press, wallAt: number): Promise<void> {
    await this.#hand.write(by, () => this.#stage.stopwatch.push([{ press, by, wallAt }]))
  }
}
