import { duration, showDuration } from '../../shared/scenario/duration.ts'
import type { Repeat } from '../../shared/stage/repeat.ts'
import { repeat } from '../../shared/stage/repeat.ts'
import { triggerWords } from '../words/triggers.ts'

const say = triggerWords.editor.again

/** How often an inject lands, while somebody chooses it. */
export class RepeatDraft {
  often = $state<'once' | 'again'>('once')
  every = $state('2:00')
  /** Empty where only the limit holds. */
  times = $state('')
  missing = $state.raw<{ readonly every?: string; readonly times?: string }>({})

  constructor(again?: Repeat) {
    if (!again) return
    this.often = 'again'
    this.every = showDuration(again.every)
    this.times = again.times === undefined ? '' : String(again.times)
  }

  /** Null for once, undefined where something is missing, which is then said beside its field. */
  read(): Repeat | null | undefined {
    if (this.often === 'once') return null
    const every = repeat.shape.every.safeParse(duration.safeParse(this.every.trim()).data)
    const written = this.times.trim()
    const times = repeat.shape.times.safeParse(written === '' ? undefined : Number(written))
    this.missing = {
      ...(!every.success && { every: say.missingEvery }),
      ...(!times.success && { times: say.missingTimes }),
    }
    if (!every.success || !times.success) return undefined
    return { every: every.data, ...(times.data !== undefined && { times: times.data }) }
  }
}
