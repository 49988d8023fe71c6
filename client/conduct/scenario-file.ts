import type { FormatId } from '../../shared/formats/format.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import type { Remark } from '../../shared/scenario/from-plan.ts'
import { writtenPlan } from '../../shared/scenario/from-plan.ts'
import { parseScenario } from '../../shared/scenario/parse-scenario.ts'
import { writeScenario } from '../../shared/scenario/write-scenario.ts'
import type { WrittenHead } from '../../shared/scenario/written-head.ts'
import { writtenMaterial } from '../../shared/scenario/written-material.ts'
import { readWheelIncidents } from '../../shared/script/wheel-incidents.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import { runEditWords } from '../words/run-edit.ts'
import type { ConductView } from './conduct-view.ts'

const say = runEditWords.file

/** The session that a scenario is written from. */
export interface PlayedSession {
  readonly title: string
  readonly format: FormatId
  readonly situation: string | null
  readonly nameOf: (person: ParticipantId) => string
}

type WrittenScript = Pick<
  ConductView,
  'plan' | 'landings' | 'runHead' | 'wheel' | 'preparedAnswers' | 'transcriptLines'
>

/** The text of a file, or what is wrong with it. */
export type ScenarioFile =
  | { readonly ok: true; readonly text: string; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly problem: string }

/** The run of show as it stands now, as a file that makes a new session. It was read again once. */
export function scenarioFile(script: WrittenScript, session: PlayedSession): ScenarioFile {
  const { plan, landings, runHead, wheel, preparedAnswers: answers } = script
  const written = writtenPlan(plan, landings)
  const remarks = written.remarks.map((remark) => remarkInWords(remark, session))
  const material = writtenMaterial({
    wheel: wheel ? readWheelIncidents(wheel) : [],
    answers,
    transcript: script.transcriptLines,
  })
  const head = { ...(runHead ?? headOf(session, plan)), ...material }
  const text = writeScenario(head, written, remarks)
  const read = parseScenario(text)
  if (read.ok) return { ok: true, text, remarks }
  const [first] = read.problems
  return { ok: false, problem: `${first?.path ?? ''}: ${first?.message ?? ''}` }
}

function remarkInWords({ inject, is, people }: Remark, { nameOf }: PlayedSession): string {
  if (is === 'person' || is === 'people' || is === 'allBut') {
    return say.remark[is](inject, people.map(nameOf).join(', '))
  }
  return say.remark[is](inject)
}

/** For a session that was made without a scenario, or by an earlier version. */
function headOf(session: PlayedSession, plan: readonly PlannedInject[]): WrittenHead {
  const { title, format, situation } = session
  const times = plan.flatMap(({ trigger }) => (trigger.on === 'time' ? [trigger.at] : []))
  const minutes = Math.min(24 * 60, Math.max(30, Math.ceil(Math.max(0, ...times) / 60_000) + 10))
  const summary = say.summary(title)
  return { title, summary, format, minutes, situation: situation?.trim() || say.situation }
}
