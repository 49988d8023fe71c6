import type { ParticipantId } from '../../shared/ids.ts'

/** So long a place is kept for who has nothing to show any more, in milliseconds. */
const kept = 60_000

/**
 * The places of people in a strip that has none for everybody. Who comes sits down at the end, and
 * who has nothing to show keeps the place for a while: the others' faces stay where they were.
 */
export class Seats {
  readonly #lastById = new Map<ParticipantId, number>()

  /** Who sits, in order, of those who have something to show now and those who lately had. */
  seat(showing: readonly ParticipantId[], now: number): ParticipantId[] {
    for (const id of showing) this.#lastById.set(id, now)
    for (const [id, last] of this.#lastById) if (now - last > kept) this.#lastById.delete(id)
    return [...this.#lastById.keys()]
  }
}
