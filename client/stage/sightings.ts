import type { ErrorCode } from '../../shared/errors.ts'
import type { InjectId } from '../../shared/ids.ts'
import { can } from '../../shared/roles.ts'
import type { SeenInject, StageView } from '../state/stage-view.ts'

/** Refusals that the same words may pass another time. */
const passing: ReadonlySet<ErrorCode> = new Set(['too-many', 'not-saved', 'internal'])

/** Tells the server once, one after another, what was before the reader's eyes. */
export class Sightings {
  readonly #stage: StageView
  readonly #known = new Set<InjectId>()
  #waiting: readonly InjectId[] = []
  #isTelling = false

  constructor(stage: StageView) {
    this.#stage = stage
  }

  readonly tell = (inject: SeenInject): void => {
    if (this.#known.has(inject.id) || !this.#counts(inject)) return
    this.#known.add(inject.id)
    this.#waiting = [...this.#waiting, inject.id]
    if (!this.#isTelling) void this.#tellAll()
  }

  /** Who conducts knows all of it beforehand, but for what is whispered to them. */
  #counts({ whisper, people, to }: SeenInject): boolean {
    const { me, people: everybody, phase } = this.#stage
    if (phase === 'closed') return false
    const reader = everybody.find(({ participantId }) => participantId === me)
    const isOwn = whisper && !people && to === undefined
    return reader !== undefined && (isOwn || !can(reader.role, 'conduct'))
  }

  /** What does not get through waits for the next one that is seen. */
  async #tellAll(): Promise<void> {
    this.#isTelling = true
    for (let [next] = this.#waiting; next !== undefined; [next] = this.#waiting) {
      const reply = await this.#stage.send?.({ type: 'inject.seen', injectId: next })
      if (!reply || (!reply.ok && passing.has(reply.error.code))) break
      this.#waiting = this.#waiting.slice(1)
    }
    this.#isTelling = false
  }
}
