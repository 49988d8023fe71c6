import type { PreparedAnswer } from '../script/prepared-answer.ts'
import type { WheelIncident } from '../script/wheel-incidents.ts'
import type { InjectContent } from '../stage/inject.ts'
import { fewestEntries } from '../stage/wheel.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { showDuration } from './duration.ts'
import { seriesOf } from './from-plan.ts'
import type { ScenarioAnswer } from './scenario.ts'
import type { MaterialField, WrittenHead } from './written-head.ts'

/** What a script holds beside its run of show: it may be added to while it is played. */
export interface Material {
  readonly wheel: readonly WheelIncident[]
  readonly answers: readonly PreparedAnswer[]
  /** Without lines where there is none. */
  readonly transcript: Transcript
}

/** How each field is written, in the order of the file. A new field needs its line here. */
const fields: { readonly [Field in MaterialField]-?: (material: Material) => unknown } = {
  wheel: ({ wheel }) => (wheel.length < fewestEntries ? undefined : wheel),
  answers: ({ answers }) => someOf(answers.map(writtenAnswer)),
  transcriptBegins: ({ transcript: { begins } }) =>
    begins === null ? undefined : timeOfDay(begins),
  transcript: ({ transcript: { lines } }) =>
    someOf(lines.map(({ at, who, text }) => ({ at: showDuration(at), who, text }))),
}

/** The wheel, the prepared answers and the transcript as a scenario writes them. */
export function writtenMaterial(material: Material): WrittenHead {
  const written = Object.entries(fields).map(([name, write]) => [name, write(material)] as const)
  return Object.fromEntries(written.filter(([, value]) => value !== undefined))
}

/** How each field of an answer is written. */
const answerFields: {
  readonly [Field in keyof ScenarioAnswer]-?: (answer: PreparedAnswer) => unknown
} = {
  ask: ({ asks }) => (asks.length === 1 ? asks[0] : asks),
  kind: ({ content }) => (content.kind === 'message' ? undefined : content.kind),
  from: ({ content }) => content.from,
  answer: ({ content }) => saidIn(content),
  unit: ({ content }) => (content.kind === 'chart' ? content.chart.unit : undefined),
  series: ({ content }) => (content.kind === 'chart' ? seriesOf(content.chart) : undefined),
  notes: ({ notes }) => notes,
}

function writtenAnswer(answer: PreparedAnswer): WrittenHead {
  const written = Object.entries(answerFields).map(([name, write]) => [name, write(answer)])
  return Object.fromEntries(written.filter(([, value]) => value !== undefined)) as WrittenHead
}

function saidIn(content: InjectContent): string | undefined {
  if (content.kind === 'log') return content.text
  return content.kind === 'chart' ? undefined : (content.body ?? content.title)
}

function someOf<Each>(list: readonly Each[]): readonly Each[] | undefined {
  return list.length > 0 ? list : undefined
}

/** `hh:mm`, from milliseconds since midnight. */
function timeOfDay(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  return [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0')).join(':')
}
