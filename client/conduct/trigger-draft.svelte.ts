import type { HypothesisStatus } from '../../shared/board/card.ts'
import { injectId } from '../../shared/ids.ts'
import { duration, showDuration } from '../../shared/scenario/duration.ts'
import type { PlannedTrigger, Trigger } from '../../shared/stage/trigger.ts'
import { triggerWords } from '../words/triggers.ts'

const say = triggerWords.editor.missing

/** What a draft can be of: `several` is put together in the scenario, and only shown here. */
export type TriggerKind =
  'time' | 'hand' | 'after' | 'hypothesis' | 'text' | 'done' | 'nobody' | 'quiet' | 'several'

type Field = 'time' | 'wait' | 'after' | 'matching'
export type MissingOfTrigger = Readonly<Partial<Record<Field, string>>>

/** A trigger while somebody chooses it. */
export class TriggerDraft {
  kind = $state<TriggerKind>('hypothesis')
  time = $state('')
  /** The id of the inject that it waits for; empty before one is chosen. */
  after = $state('')
  /** How long it waits, after another or in quiet. */
  wait = $state('2:00')
  status = $state<HypothesisStatus>('supported')
  matching = $state('')
  missing = $state.raw<MissingOfTrigger>({})

  constructor(trigger?: PlannedTrigger) {
    if (!trigger) return
    if ('of' in trigger) this.kind = 'several'
    else this.kind = trigger.on === 'unclear' ? 'hand' : trigger.on
    if (trigger.on === 'time') this.time = showDuration(trigger.at)
    if (trigger.on === 'after') this.after = trigger.inject
    if (trigger.on === 'after') this.wait = showDuration(trigger.delay)
    if (trigger.on === 'quiet') this.wait = showDuration(trigger.for)
    if (trigger.on === 'hypothesis') this.status = trigger.status
    if ('matching' in trigger) this.matching = trigger.matching ?? ''
  }

  /** The trigger, or null where something is missing, which is then said beside its field. */
  read(): Trigger | null {
    const read = this.#read()
    this.missing = 'on' in read ? {} : read
    return 'on' in read ? read : null
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
      case 'hypothesis': {
        const matching = this.matching.trim()
        return { on: 'hypothesis', status: this.status, ...(matching && { matching }) }
      }
      case 'text':
      case 'done': {
        const matching = this.matching.trim()
        return matching ? { on: this.kind, matching } : { matching: say.matching }
      }
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
}

function timed(
  written: string,
  make: (milliseconds: number) => Trigger,
  missing: MissingOfTrigger,
): Trigger | MissingOfTrigger {
  const read = duration.safeParse(written.trim())
  return read.success ? make(read.data) : missing
}
