import type { HypothesisStatus } from '../../shared/board/card.ts'
import { injectId } from '../../shared/ids.ts'
import { duration, showDuration } from '../../shared/scenario/duration.ts'
import type { PlannedTrigger, Trigger } from '../../shared/stage/trigger.ts'
import { mostTogether } from '../../shared/stage/trigger.ts'
import { triggerWords } from '../words/triggers.ts'

const say = triggerWords.editor.missing

/**
 * What a draft can be of. `several` are groups that stand in each other: a scenario puts them
 * together, and here they are only kept.
 */
export type TriggerKind =
  | 'time'
  | 'hand'
  | 'after'
  | 'chosen'
  | 'hypothesis'
  | 'text'
  | 'done'
  | 'nobody'
  | 'quiet'
  | 'all'
  | 'any'
  | 'several'

/** What can stand by itself and in a group. */
export const singleKinds = [
  'time',
  'after',
  'chosen',
  'hypothesis',
  'text',
  'done',
  'nobody',
  'quiet',
] as const satisfies readonly TriggerKind[]

type Field = 'time' | 'wait' | 'after' | 'option' | 'matching'
export type MissingOfTrigger = Readonly<Partial<Record<Field, string>>>
type Part = Extract<Trigger, { readonly on: 'all' }>['of'][number]

/** A trigger while somebody chooses it. */
export class TriggerDraft {
  kind = $state<TriggerKind>('hypothesis')
  time = $state('')
  /** The id of the inject that it waits for; empty before one is chosen. */
  after = $state('')
  /** The inject and the option that it waits for (see `optionValue`); empty before one is chosen. */
  option = $state('')
  /** How long it waits, after another, a choice, or in quiet. */
  wait = $state('2:00')
  status = $state<HypothesisStatus>('supported')
  matching = $state('')
  /** What a group is put together of. */
  parts = $state.raw<readonly TriggerDraft[]>([])
  missing = $state.raw<MissingOfTrigger>({})

  constructor(trigger?: PlannedTrigger) {
    if (!trigger) return
    this.kind = kindOf(trigger)
    if (trigger.on === 'time') this.time = showDuration(trigger.at)
    if (trigger.on === 'after') this.after = trigger.inject
    if (trigger.on === 'chosen') this.option = optionValue(trigger.inject, trigger.option)
    if ('delay' in trigger) this.wait = showDuration(trigger.delay)
    if (trigger.on === 'quiet') this.wait = showDuration(trigger.for)
    if (trigger.on === 'hypothesis') this.status = trigger.status
    if ('matching' in trigger) this.matching = trigger.matching ?? ''
    if (this.isGroup && 'of' in trigger) {
      this.parts = trigger.of.map((each) => new TriggerDraft(each))
    }
  }

  get isGroup(): boolean {
    return this.kind === 'all' || this.kind === 'any'
  }

  get isFull(): boolean {
    return this.parts.length >= mostTogether
  }

  /** Makes it one of another kind. What was one condition is the first of a group. */
  become(kind: TriggerKind): void {
    const isFirstOfGroup = singleKinds.some((each) => each === this.kind)
    if ((kind === 'all' || kind === 'any') && this.parts.length === 0) {
      const first = isFirstOfGroup ? this.#copy() : new TriggerDraft()
      this.parts = [first, new TriggerDraft()]
    }
    if (kind === 'chosen') this.wait = '0:00'
    this.kind = kind
  }

  add(): void {
    this.parts = [...this.parts, new TriggerDraft()]
  }

  drop(part: TriggerDraft): void {
    this.parts = this.parts.filter((each) => each !== part)
  }

  /** The trigger, or null where something is missing, which is then said beside its field. */
  read(): Trigger | null {
    const read = this.#read()
    this.missing = 'on' in read ? {} : read
    return 'on' in read ? read : null
  }

  #copy(): TriggerDraft {
    const copy = new TriggerDraft()
    const { kind, time, after, option, wait, status, matching } = this
    return Object.assign(copy, { kind, time, after, option, wait, status, matching })
  }

  #read(): Trigger | MissingOfTrigger {
    switch (this.kind) {
      case 'time':
        return timed(this.time, (at) => ({ on: 'time', at }), { time: say.time })
      case 'quiet':
        return timed(this.wait, (wait) => ({ on: 'quiet', for: Math.max(1_000, wait) }), {
          wait: say.wait,
        })
      case 'after':
        return this.#readAfter()
      case 'chosen':
        return this.#readChosen()
      case 'hypothesis': {
        const matching = this.matching.trim()
        return { on: 'hypothesis', status: this.status, ...(matching && { matching }) }
      }
      case 'text':
      case 'done': {
        const matching = this.matching.trim()
        return matching ? { on: this.kind, matching } : { matching: say.matching }
      }
      case 'all':
      case 'any':
        return this.#readGroup(this.kind)
      case 'several':
        return {}
      case 'hand':
      case 'nobody':
        return { on: this.kind }
    }
  }

  #readAfter(): Trigger | MissingOfTrigger {
    const inject = injectId.safeParse(this.after)
    if (!inject.success) return { after: say.after }
    return timed(this.wait, (delay) => ({ on: 'after', inject: inject.data, delay }), {
      wait: say.wait,
    })
  }

  #readChosen(): Trigger | MissingOfTrigger {
    const end = this.option.indexOf(' ')
    const inject = injectId.safeParse(this.option.slice(0, end))
    if (!inject.success) return { option: say.option }
    const option = this.option.slice(end + 1)
    return timed(this.wait, (delay) => ({ on: 'chosen', inject: inject.data, option, delay }), {
      wait: say.wait,
    })
  }

  /** Every part says what it lacks, not only the first. */
  #readGroup(on: 'all' | 'any'): Trigger | MissingOfTrigger {
    const of = this.parts.map((part) => part.read()).filter(isPart)
    return of.length > 0 && of.length === this.parts.length ? { on, of } : {}
  }
}

/** An inject and one of its options as the value of a field: ids have no blanks. */
export function optionValue(inject: string, option: string): string {
  return `${inject} ${option}`
}

function kindOf(trigger: PlannedTrigger): TriggerKind {
  if (trigger.on === 'unclear') return 'hand'
  const isNested = 'of' in trigger && trigger.of.some((each) => 'of' in each)
  return isNested ? 'several' : trigger.on
}

function isPart(trigger: Trigger | null): trigger is Part {
  return trigger !== null && trigger.on !== 'hand' && !('of' in trigger)
}

function timed(
  written: string,
  make: (milliseconds: number) => Trigger,
  missing: MissingOfTrigger,
): Trigger | MissingOfTrigger {
  const read = duration.safeParse(written.trim())
  return read.success ? make(read.data) : missing
}
