import type { PlannedInject } from '../stage/inject.ts'
import type { Situation } from '../stage/situation.ts'
import { dueAt } from '../stage/situation.ts'
import type { PlannedTrigger } from '../stage/trigger.ts'
import { singlesIn } from '../stage/trigger.ts'

/** Keeps which of the conditions in the triggers of a run of show held at some moment. */
export class HeldConditions {
  readonly #unmet: Set<PlannedTrigger>
  /** When those that need nothing more than time hold, in exercise milliseconds. */
  readonly #dueByCondition = new Map<PlannedTrigger, number>()

  constructor(plan: readonly PlannedInject[]) {
    this.#unmet = new Set(
      plan.flatMap(({ trigger }) => ('of' in trigger ? singlesIn(trigger) : [])),
    )
  }

  /** Takes in how things stand for those injects that still wait. */
  note(waiting: readonly PlannedInject[], situation: Situation): void {
    this.#dueByCondition.clear()
    for (const condition of waiting.flatMap(({ trigger }) => singlesIn(trigger))) {
      const due = this.#unmet.has(condition) ? dueAt(condition, situation) : null
      if (due !== null) this.#dueByCondition.set(condition, due)
    }
    this.passUntil(situation.now)
  }

  /** Takes in that nothing but time passed, up to an exercise time. */
  passUntil(now: number): void {
    for (const [condition, due] of this.#dueByCondition) {
      if (due <= now) this.#unmet.delete(condition)
    }
  }

  /** The conditions that would have made a trigger hold, had they held; none where each did once. */
  missingIn(trigger: PlannedTrigger): PlannedTrigger[] {
    if (!('of' in trigger)) return this.#unmet.has(trigger) ? [trigger] : []
    const missing = trigger.of.map((each) => this.missingIn(each))
    const isMet = trigger.on === 'any' && missing.some(({ length }) => length === 0)
    return isMet ? [] : missing.flat()
  }
}
