import type * as Y from 'yjs'
import type { InjectId } from '../ids.ts'
import type { Landing, PlannedInject } from '../stage/inject.ts'
import { landing, plannedInject } from '../stage/inject.ts'
import { readList } from '../stage/stage-doc.ts'

/**
 * The one map of the script's Y.Doc: the run of show by inject id (plain JSON values), what has
 * landed by inject id (for the facilitators' eyes; the truth of a landing is the stage and the
 * inboxes), the facilitators' shared notes, and the titles on the wheel of incidents.
 */
export interface ScriptDoc {
  readonly plan: Y.Map<unknown>
  readonly landings: Y.Map<unknown>
  readonly notes: Y.Text
  readonly wheel: Y.Array<unknown>
}

export function scriptDoc(doc: Y.Doc): ScriptDoc {
  return {
    plan: doc.getMap('plan'),
    landings: doc.getMap('landings'),
    notes: doc.getText('notes'),
    wheel: doc.getArray('wheel'),
  }
}

/** The run of show in its order: the prepared one, improvised injects behind it. */
export function readPlan(script: ScriptDoc): PlannedInject[] {
  const injects = readList(script.plan.values(), plannedInject)
  return injects.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}

export function readPlanned(script: ScriptDoc, id: InjectId): PlannedInject | null {
  const parsed = plannedInject.safeParse(script.plan.get(id))
  return parsed.success ? parsed.data : null
}

export function readLandings(script: ScriptDoc): Map<InjectId, Landing> {
  return new Map(readList(script.landings.values(), landing).map((each) => [each.injectId, each]))
}
