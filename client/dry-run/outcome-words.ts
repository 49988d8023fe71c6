import type { InjectId } from '../../shared/ids.ts'
import { unreachable } from '../../shared/invariants.ts'
import type { DryOutcome } from '../../shared/replay/dry-outcome.ts'
import type { DryRun } from '../../shared/replay/dry-run.ts'
import { showDuration } from '../../shared/scenario/duration.ts'
import type { PlannedTrigger } from '../../shared/stage/trigger.ts'
import { dryRunWords } from '../words/dry-run.ts'
import { triggerWords } from '../words/triggers.ts'

const say = dryRunWords.outcome
const missing = dryRunWords.missing

/** What became of an inject in a dry run: when it would have landed, or why it would not. */
export function outcomeInWords(outcome: DryOutcome, run: Pick<DryRun, 'outcomes' | 'end'>): string {
  if (outcome.is === 'never') return neverInWords(outcome, run)
  const time = showDuration(outcome.at)
  const wall = new Date(outcome.wallAt).toLocaleTimeString()
  if (outcome.is === 'for nobody') return say.forNobody(time, wall)
  const first = outcome.is === 'lands' ? say.lands(time, wall) : say.byHand(time, wall)
  return withLater(first, outcome)
}

function withLater(first: string, { again, held }: Landed): string {
  const times = again?.map(({ at }) => showDuration(at))
  const all = times ? say.again(first, times) : first
  return held ? say.thenHeld(all, showDuration(held.at)) : all
}

type Landed = Extract<DryOutcome, { readonly is: 'lands' | 'by hand' }>

type Never = Extract<DryOutcome, { readonly is: 'never' }>

function neverInWords(never: Never, run: Pick<DryRun, 'outcomes' | 'end'>): string {
  switch (never.because) {
    case 'held':
      return say.held
    case 'skipped':
      return say.skipped
    case 'no person':
      return say.noPerson
    case 'hand':
      return say.hand
    case 'missing':
      if (never.missing.length === 0) return say.notTogether
      return say.never(never.missing.map((each) => missingInWords(each, run)))
    default:
      return unreachable(never)
  }
}

/** Why a condition did not hold: “nobody wrote “failover””. */
function missingInWords(condition: PlannedTrigger, run: Pick<DryRun, 'outcomes' | 'end'>): string {
  switch (condition.on) {
    case 'time':
      return missing.time(showDuration(run.end.now))
    case 'after':
      return afterInWords(condition.inject, run)
    case 'chosen':
      return chosenInWords(condition, run)
    case 'hypothesis': {
      const status = triggerWords.statuses[condition.status]
      const { matching } = condition
      return matching ? missing.hypothesisWith(matching, status) : missing.hypothesis(status)
    }
    case 'text':
      return missing.text(condition.matching)
    case 'done':
      return missing.done(condition.matching)
    case 'nobody':
      return missing.nobody
    case 'quiet':
      return missing.quiet(showDuration(condition.for))
    case 'hand':
    case 'unclear':
      return say.hand
    case 'all':
    case 'any':
      return condition.of.map((each) => missingInWords(each, run)).join('; ')
    default:
      return unreachable(condition)
  }
}

function afterInWords(awaited: InjectId, run: Pick<DryRun, 'outcomes' | 'end'>): string {
  const title = contentOf(awaited, run)?.title
  if (title === undefined) return missing.gone
  return run.end.landed.has(awaited) ? missing.afterLate(title) : missing.afterNever(title)
}

type Chosen = Extract<PlannedTrigger, { readonly on: 'chosen' }>

function chosenInWords({ inject, option }: Chosen, run: Pick<DryRun, 'outcomes' | 'end'>): string {
  const content = contentOf(inject, run)
  if (!content) return missing.gone
  const text = content.options?.find(({ key }) => key === option)?.text
  if (text === undefined) return missing.noOption(content.title)
  const isLate = run.end.chosen.get(inject)?.option === option
  return isLate ? missing.chosenLate(text, content.title) : missing.chosenNever(text, content.title)
}

function contentOf(id: InjectId, { outcomes }: Pick<DryRun, 'outcomes'>) {
  return outcomes.find(({ inject }) => inject.id === id)?.inject.content
}
