import type * as Y from 'yjs'
import type { InjectId } from '../ids.ts'
import type { Landing, PlannedInject } from '../stage/inject.ts'
import { landing, plannedInject } from '../stage/inject.ts'
import type { ThrownCard } from '../stage/draw.ts'
import { thrownCard } from '../stage/draw.ts'
import { readList } from '../stage/stage-doc.ts'

/**
 * The one map of the script's Y.Doc: the run of show by inject id (plain JSON values), what has
 * landed by inject id (for the facilitators' eyes; the truth of a landing is the stage and the
 * inboxes), and the facilitators' shared notes.
 */
export interface ScriptDoc {
  readonly plan: Y.Map<unknown>
  readonly landings: Y.Map<unknown>
  /** Which card of the deck each draw brought, by its number: until it is played facilitators alone know. */
  readonly thrown: Y.Map<unknown>
  readonly notes: Y.Text
}

export function scriptDoc(doc: Y.Doc): ScriptDoc {
  return {
    plan: doc.getMap('plan'),
    landings: doc.getMap('landings'),
    thrown: doc.getMap('thrown'),
    notes: doc.getText('notes'),
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

/** The cards that came, in their order. */
export function readThrown(script: ScriptDoc): ThrownCard[] {
  return readList(script.thrown.values(), thrownCard).sort((a, b) => a.n - b.n)
}
