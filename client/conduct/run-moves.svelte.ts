import type { InjectId } from '../../shared/ids.ts'
import { showDuration } from '../../shared/scenario/duration.ts'
import { timeInPlace } from '../../shared/script/new-place.ts'
import { exerciseTimeAt } from '../../shared/stage/clock.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import { printOf } from '../../shared/stage/print.ts'
import { timingOf } from '../../shared/stage/timing.ts'
import { PendingCommand } from '../stage/pending-command.svelte.ts'
import type { StageView } from '../state/stage-view.ts'
import { toasts } from '../ui/toasts.svelte.ts'
import { runEditWords } from '../words/run-edit.ts'
import { RowDrag } from './row-drag.svelte.ts'

const say = runEditWords.move

/** Moves what is ahead in the run of show, and says what becomes of its time. */
export class RunMoves {
  readonly drag = new RowDrag((held, above) => this.#drop(held, above))
  readonly command: PendingCommand
  readonly #stage: StageView
  readonly #ahead: () => readonly PlannedInject[]
  readonly #hasLanded: (id: InjectId) => boolean

  /** @param ahead what has not landed or asks for something still, in its order */
  constructor(
    stage: StageView,
    ahead: () => readonly PlannedInject[],
    hasLanded: (id: InjectId) => boolean,
  ) {
    this.#stage = stage
    this.#ahead = ahead
    this.#hasLanded = hasLanded
    this.command = new PendingCommand(stage)
  }

  /** What is said where the row in the hand would go, or null while nothing is. */
  readonly mark: string | null = $derived.by(() => {
    const held = this.#ahead().find(({ id }) => id === this.drag.held)
    if (!held) return null
    const time = this.#timeAt(held, this.#placeAbove(held, this.drag.above))
    return time === null ? say.here : say.at(showDuration(time))
  })

  /** A place up or down; at an end it says so. */
  step(inject: PlannedInject, by: -1 | 1): void {
    const ahead = this.#ahead()
    const place = ahead.findIndex(({ id }) => id === inject.id) + by
    if (place < 0) return toasts.say(say.first)
    if (place >= ahead.length) return toasts.say(say.last)
    void this.#moveTo(inject, place)
  }

  #drop(held: InjectId, above: InjectId | null): void {
    const ahead = this.#ahead()
    const from = ahead.findIndex(({ id }) => id === held)
    const inject = ahead[from]
    if (!inject) return
    const place = this.#placeAbove(inject, above)
    if (place !== from) void this.#moveTo(inject, place)
  }

  /** The place among the others right above one of them, or at their end. */
  #placeAbove(moved: PlannedInject, above: InjectId | null): number {
    const ahead = this.#ahead()
    if (above === moved.id) return ahead.indexOf(moved)
    const others = this.#others(moved)
    const place = others.findIndex(({ id }) => id === above)
    return place === -1 ? others.length : place
  }

  #others(moved: PlannedInject): readonly PlannedInject[] {
    return this.#ahead().filter(({ id }) => id !== moved.id)
  }

  #timeAt(inject: PlannedInject, place: number): number | null {
    // What has landed, and lands again or is still asked about, is at its first time no more.
    if (this.#hasLanded(inject.id)) return null
    const isWaiting = ({ id }: PlannedInject) => !this.#hasLanded(id)
    const others = this.#others(inject)
    const [above, below] = [others.slice(0, place), others.slice(place)]
    const around = { above: above.filter(isWaiting), below: below.filter(isWaiting) }
    const now = Math.round(exerciseTimeAt(this.#stage.clock, this.#stage.now()))
    return timeInPlace(inject, around, now)
  }

  async #moveTo(inject: PlannedInject, place: number): Promise<void> {
    const behind = this.#others(inject)[place - 1]?.id ?? null
    const at = this.#timeAt(inject, place)
    const base = printOf(timingOf(inject))
    const sent = { type: 'inject.move', injectId: inject.id, behind, base } as const
    if (!(await this.command.send({ ...sent, ...(at !== null && { at }) }))) return
    const of = this.#ahead().length
    const time = at === null ? null : showDuration(at)
    toasts.say(time === null ? say.moved(place + 1, of) : say.movedAt(place + 1, of, time))
  }
}
