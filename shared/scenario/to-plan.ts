import type { InjectId } from '../ids.ts'
import type { Audience } from '../stage/audience.ts'
import type { InjectContent, PlannedInject, Trigger } from '../stage/inject.ts'
import { injectContent } from '../stage/inject.ts'
import type { Scenario, ScenarioInject } from './scenario.ts'

/** The run of show of a scenario, in its order, each inject with an id of its own. */
export function planOf(scenario: Scenario, newInjectId: () => InjectId): PlannedInject[] {
  return scenario.injects.map((inject, order) => plannedOf(inject, order, newInjectId()))
}

function plannedOf(inject: ScenarioInject, order: number, id: InjectId): PlannedInject {
  const { expect, notes } = inject
  return {
    id,
    order,
    content: contentOf(inject),
    audience: audienceOf(inject),
    trigger: triggerOf(inject),
    state: 'planned',
    ...(expect !== undefined && { expect }),
    ...(notes !== undefined && { notes }),
  }
}

/** What the people will see: parsing keeps just that, so `expect` and `notes` stay behind. */
function contentOf(inject: ScenarioInject): InjectContent {
  if (inject.kind !== 'chart') return injectContent.parse(inject)
  const { unit, series, moving } = inject
  return injectContent.parse({ ...inject, chart: { unit, series, ...(moving && { moving }) } })
}

function audienceOf({ whisper, audience }: ScenarioInject): Audience {
  if (audience?.parts) return { to: 'parts', parts: audience.parts }
  if (audience?.roles) return { to: 'roles', roles: audience.roles }
  return whisper ? { to: 'person', participantId: null } : { to: 'everyone' }
}

function triggerOf({ at }: ScenarioInject): Trigger {
  return at === 'hand' ? { on: 'hand' } : { on: 'time', at }
}
