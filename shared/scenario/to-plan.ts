import type { AnswerId, InjectId } from '../ids.ts'
import { must } from '../invariants.ts'
import type { Audience } from '../stage/audience.ts'
import type { InjectContent, PlannedInject } from '../stage/inject.ts'
import { injectContent } from '../stage/inject.ts'
import type { Trigger } from '../stage/trigger.ts'
import { trigger } from '../stage/trigger.ts'
import type { WheelIncident } from '../script/wheel-incidents.ts'
import { wheelIncident } from '../script/wheel-incidents.ts'
import { optionNames, plainKey } from './options.ts'
import { indexOfNamed } from './references.ts'
import type { PreparedAnswer } from '../script/prepared-answer.ts'
import type { Transcript } from '../transcript/transcript.ts'
import type { Scenario, ScenarioAnswer, ScenarioInject } from './scenario.ts'
import type { ScenarioWhen } from './when.ts'

/** The run of show of a scenario, in its order, each inject with an id of its own. */
export function planOf(scenario: Scenario, newInjectId: () => InjectId): PlannedInject[] {
  const { injects } = scenario
  const ids = injects.map(() => newInjectId())
  const placeOf = (name: string) => indexOfNamed(name, injects)
  const names: Names = {
    idOf: (name) => must(ids[placeOf(name)], 'an inject of this name'),
    keyOf: (name, option) =>
      plainKey(optionNames(injects[placeOf(name)]?.options ?? []).indexOf(option)),
  }
  return injects.map((inject, order) =>
    plannedOf(inject, order, must(ids[order], 'its own id'), names),
  )
}

/** What a scenario puts on the wheel of incidents, in its order. */
export function wheelOf({ wheel = [] }: Scenario): WheelIncident[] {
  return wheel.map((each) => wheelIncident.parse(each))
}

interface Names {
  /** The id of the inject with this key or title. */
  readonly idOf: (name: string) => InjectId
  /** The key in the plan of an option of that inject. */
  readonly keyOf: (name: string, option: string) => string
}

function plannedOf(
  inject: ScenarioInject,
  order: number,
  id: InjectId,
  names: Names,
): PlannedInject {
  const { expect, notes, again } = inject
  return {
    id,
    order,
    content: contentOf(inject),
    audience: audienceOf(inject),
    trigger: triggerOf(inject, names),
    state: 'planned',
    ...(again !== undefined && { again }),
    ...(expect !== undefined && { expect }),
    ...(notes !== undefined && { notes }),
  }
}

/** What the people will see: parsing keeps just that, so `expect` and `notes` stay behind. */
function contentOf(written: ScenarioInject): InjectContent {
  const options = written.options?.map(({ text }, index) => ({ key: plainKey(index), text }))
  const inject = { ...written, options }
  if (inject.kind !== 'chart') return injectContent.parse(inject)
  const { unit, series, moving } = inject
  return injectContent.parse({ ...inject, chart: { unit, series, ...(moving && { moving }) } })
}

function audienceOf({ whisper, audience }: ScenarioInject): Audience {
  if (audience?.parts) return { to: 'parts', parts: audience.parts }
  if (audience?.roles) return { to: 'roles', roles: audience.roles }
  return whisper ? { to: 'person', participantId: null } : { to: 'everyone' }
}

function triggerOf({ at, when }: ScenarioInject, names: Names): Trigger {
  if (when) return trigger.parse(withIds(when, names))
  return at === undefined || at === 'hand' ? { on: 'hand' } : { on: 'time', at }
}

function withIds(when: ScenarioWhen, names: Names): unknown {
  if ('of' in when) return { ...when, of: when.of.map((each) => withIds(each, names)) }
  if (!('inject' in when)) return when
  const inject = names.idOf(when.inject)
  if (when.on !== 'chosen') return { ...when, inject }
  return { ...when, inject, option: names.keyOf(when.inject, when.option) }
}

/** What a scenario has prepared for questions, in its order, each answer with an id of its own. */
export function answersOf({ answers }: Scenario, newAnswerId: () => AnswerId): PreparedAnswer[] {
  return (answers ?? []).map((answer, order) => ({
    id: newAnswerId(),
    order,
    asks: answer.ask,
    content: contentOfAnswer(answer),
    ...(answer.notes !== undefined && { notes: answer.notes }),
  }))
}

/** An answer shows its first phrasing as its title where it is more than words. */
function contentOfAnswer({ ask, kind, answer, from, unit, series }: ScenarioAnswer): InjectContent {
  const common = { kind, title: ask[0], ...(from !== undefined && { from }) }
  if (kind === 'message') return injectContent.parse({ ...common, body: answer })
  if (kind === 'log') return injectContent.parse({ ...common, text: answer })
  return injectContent.parse({ ...common, chart: { unit, series } })
}

/** The talk that a scenario brings, or null. */
export function transcriptOf({ transcript, transcriptBegins }: Scenario): Transcript | null {
  return transcript ? { begins: transcriptBegins ?? null, lines: transcript } : null
}
