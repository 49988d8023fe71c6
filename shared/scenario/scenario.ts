import * as z from 'zod/mini'
import { longestPlanText } from '../board/experiment-plan.ts'
import { formatId } from '../formats/formats.ts'
import { audienceParts, audienceRoles } from '../stage/audience.ts'
import { longestMessage } from '../stage/channel.ts'
import { pictureSource } from '../stage/picture.ts'
import { longestGap, mostLandings, shortestGap } from '../stage/repeat.ts'
import { fewestEntries, longestEntry, longestSituation, mostEntries } from '../stage/wheel.ts'
import { duration } from './duration.ts'
import { scenarioOptions } from './options.ts'
import {
  longestLine,
  longestSpeaker,
  longestTranscript,
  lengthOf,
  mostLines,
} from '../transcript/transcript.ts'
import { longestPhrasing, mostPhrasings } from '../script/prepared-answer.ts'
import { referencesHold } from './references.ts'
import { scenarioWhen } from './when.ts'

const text = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most))

/** A text whose lines and indents matter; only blank space at its end goes. */
const verbatim = (most: number) =>
  z.string().check(
    z.regex(/\S/, 'expected some text'),
    z.maxLength(most),
    z.overwrite((written) => written.trimEnd()),
  )

/** Pairs of exercise time and value, `["00:30", 4.2]`, in order of time. */
const points = z.array(z.tuple([duration, z.number()])).check(
  z.minLength(2),
  z.maxLength(2_000),
  z.superRefine((all, context) => {
    const early = all.findIndex(([at], index) => at < (all[index - 1]?.[0] ?? 0))
    if (early === -1) return
    const message = 'expected points in order of time; this one is before the one above it'
    context.addIssue({ code: 'custom', path: [early, 0], message })
  }),
)

/** A line of a chart. */
export const scenarioSeries = z.strictObject({ name: text(80), points })

/** A picture; its data may be broken into lines, as tools that encode it do. */
export const scenarioPicture = z.strictObject({
  src: z.pipe(
    z.transform((written) => (typeof written === 'string' ? written.replace(/\s+/g, '') : written)),
    pictureSource,
  ),
  alt: text(300),
})

/** Who gets it, by what they play or by what their link lets them do: one of the two. */
export const scenarioAudience = z
  .strictObject({ parts: z.optional(audienceParts), roles: z.optional(audienceRoles) })
  .check(
    z.refine(({ parts, roles }) => (parts === undefined) !== (roles === undefined), {
      error: 'expected parts or roles, one of the two',
    }),
  )

/** That it lands again, no sooner than so long after it last landed, and so often at most. */
export const scenarioAgain = z.strictObject({
  every: duration.check(
    z.gte(shortestGap, 'expected at least 00:30'),
    z.lte(longestGap, 'expected at most 24:00:00'),
  ),
  times: z.optional(z.int().check(z.gte(2), z.lte(mostLandings))),
})

const common = {
  title: text(200),
  from: z.optional(text(80)),
  body: z.optional(text(8_000)),
  /** When it lands: an exercise time, or `hand`. Otherwise `when` says so. */
  at: z.optional(
    z.union([duration, z.literal('hand')], {
      error: 'expected an exercise time such as 04:30 or 1:15:00, or the word hand',
    }),
  ),
  /** A whisper goes to one person, chosen by the facilitator while playing. */
  whisper: z._default(z.boolean(), false),
  /** Everyone where it is left out. */
  audience: z.optional(scenarioAudience),
  expect: z.optional(text(2_000)),
  notes: z.optional(text(4_000)),
  /** What must have happened for it to land, in the place of `at`. */
  when: z.optional(scenarioWhen),
  /** A name by which others wait for it, where its title will not do. */
  key: z.optional(text(80)),
  /** What people can choose from when it has landed. */
  options: z.optional(scenarioOptions),
  /** It lands once where this is left out. */
  again: z.optional(scenarioAgain),
}

interface Timing {
  readonly at?: unknown
  readonly when?: unknown
  readonly again?: unknown
  readonly options?: unknown
  readonly whisper?: unknown
}

/** Holds even where something else of the inject is wrong: every problem is told at once. */
const whenever = { when: () => true }

const onceTimed = z.refine<Timing>(
  (inject) => inject.at === undefined || inject.when === undefined,
  {
    ...whenever,
    path: ['when'],
    error: 'expected either at or when, not both',
  },
)
const someTiming = z.refine<Timing>(
  (inject) => inject.at !== undefined || inject.when !== undefined,
  {
    ...whenever,
    path: ['at'],
    error: 'expected when, or an exercise time such as 04:30 or 1:15:00, or the word hand',
  },
)

const byItselfAgain = z.refine<Timing>(
  (inject) => inject.again === undefined || inject.at !== 'hand',
  { ...whenever, path: ['again'], error: 'expected again only with when or a time, not by hand' },
)
const onceAsked = z.refine<Timing>(
  (inject) => inject.again === undefined || inject.options === undefined,
  {
    ...whenever,
    path: ['again'],
    error: 'expected no again beside options: what asks for a choice lands once',
  },
)

const notWhispered = z.refine<Timing>(
  (inject) => inject.again === undefined || inject.whisper !== true,
  {
    ...whenever,
    path: ['again'],
    error: 'expected no again beside whisper: its person is chosen by hand',
  },
)

const timed = [someTiming, onceTimed, byItselfAgain, onceAsked, notWhispered] as const

export const scenarioInject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('message'), ...common }).check(...timed),
  z
    .strictObject({
      kind: z.literal('alert'),
      ...common,
      severity: z._default(z.enum(['info', 'warning', 'critical']), 'warning'),
    })
    .check(...timed),
  z.strictObject({ kind: z.literal('log'), ...common, text: verbatim(20_000) }).check(...timed),
  z
    .strictObject({
      kind: z.literal('chart'),
      ...common,
      unit: text(40),
      series: z.array(scenarioSeries).check(z.minLength(1), z.maxLength(8)),
      /** Whether it grows with exercise time, rather than being there at once. */
      moving: z._default(z.boolean(), false),
    })
    .check(...timed),
  z.strictObject({ kind: z.literal('call'), ...common }).check(...timed),
  z.strictObject({ kind: z.literal('image'), ...common, image: scenarioPicture }).check(...timed),
])
export type ScenarioInject = z.infer<typeof scenarioInject>

/** What the game master answers to a question in the channel: a message, a log or a chart. */
export const scenarioAnswer = z
  .strictObject({
    /** The question, or several ways of asking it. */
    ask: z.pipe(
      z.transform((written) => (typeof written === 'string' ? [written] : written)),
      z.array(text(longestPhrasing)).check(z.minLength(1), z.maxLength(mostPhrasings)),
    ),
    kind: z._default(z.enum(['message', 'log', 'chart']), 'message'),
    /** What it says; lines are kept as they are. A chart has `unit` and `series` in its place. */
    answer: z.optional(verbatim(20_000)),
    from: z.optional(text(80)),
    notes: z.optional(text(4_000)),
    unit: z.optional(text(40)),
    series: z.optional(z.array(scenarioSeries).check(z.minLength(1), z.maxLength(8))),
  })
  .check(z.superRefine(answersByKind))
export type ScenarioAnswer = z.infer<typeof scenarioAnswer>

interface AnswerByKind {
  readonly kind: 'message' | 'log' | 'chart'
  readonly answer?: string | undefined
  readonly unit?: string | undefined
  readonly series?: unknown
}

function answersByKind(
  { kind, answer, unit, series }: AnswerByKind,
  context: z.core.$RefinementCtx<AnswerByKind>,
): void {
  const isChart = kind === 'chart'
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message })
  if (isChart && answer !== undefined) refuse('answer', 'expected no answer beside kind: chart')
  if (isChart && unit === undefined) refuse('unit', 'expected the unit of a chart')
  if (isChart && series === undefined) refuse('series', 'expected the series of a chart')
  if (isChart) return
  if (answer === undefined) refuse('answer', 'expected some text')
  if (kind === 'message' && (answer?.length ?? 0) > longestMessage) {
    refuse('answer', `expected at most ${longestMessage} characters; kind: log takes more`)
  }
  if (unit !== undefined) refuse('unit', `expected no unit beside kind: ${kind}`)
  if (series !== undefined) refuse('series', `expected no series beside kind: ${kind}`)
}

/** A line of a talk that is played into the channel. */
export const scenarioLine = z.strictObject({
  at: duration,
  who: text(longestSpeaker),
  text: verbatim(longestLine),
})

type Line = z.infer<typeof scenarioLine>

function linesFit(lines: readonly Line[], context: z.core.$RefinementCtx<readonly Line[]>): void {
  const early = lines.findIndex(({ at }, index) => at < (lines[index - 1]?.at ?? 0))
  if (early !== -1) {
    const message = 'expected lines in order of time; this one is before the one above it'
    context.addIssue({ code: 'custom', path: [early, 'at'], message })
  }
  if (lengthOf(lines) <= longestTranscript) return
  const message = `expected at most ${longestTranscript} characters in all`
  context.addIssue({ code: 'custom', path: [], message })
}

const timeOfDay = z.pipe(
  z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as 09:12')),
  z.transform((written) => {
    const [hours, minutes] = written.split(':').map(Number)
    return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000
  }),
)

/** A whisper has its audience already: the person who is chosen while playing. */
function refuseTwoAudiences(
  injects: readonly ScenarioInject[],
  context: z.core.$RefinementCtx<readonly ScenarioInject[]>,
): void {
  injects.forEach(({ whisper, audience }, index) => {
    if (!whisper || !audience) return
    const message = 'expected no audience beside whisper: true'
    context.addIssue({ code: 'custom', path: [index, 'audience'], message })
  })
}

/** An incident for the wheel, with what the team knows when it is picked. */
const wheelEntry = z.strictObject({
  title: text(longestEntry),
  situation: z.optional(text(longestSituation)),
})

const eachOnce = z.superRefine<readonly z.infer<typeof wheelEntry>[]>((entries, context) => {
  const titles = entries.map(({ title }) => title)
  const twice = titles.findIndex((title, at) => titles.indexOf(title) !== at)
  if (twice === -1) return
  const message = 'expected each title once; this one is above already'
  context.addIssue({ code: 'custom', path: [twice, 'title'], message })
})

/** The prepared tune: a situation everyone reads, and injects in the order of the run of show. */
export const scenario = z.strictObject({
  title: text(120),
  summary: text(400),
  format: z._default(formatId, 'tabletop'),
  /** The length of play in minutes. */
  minutes: z.int().check(z.gte(1), z.lte(24 * 60)),
  /** What everyone knows at the start, shown in the lobby. */
  situation: text(8_000),
  /** What the group would agree on before it disturbs the system; all of it can be rewritten. */
  experiment: z.optional(
    z.strictObject({
      steadyState: z.optional(text(longestPlanText)),
      hypothesis: z.optional(text(longestPlanText)),
      blastRadius: z.optional(text(longestPlanText)),
      abortRule: z.optional(text(longestPlanText)),
    }),
  ),
  /** Where the facts come from. */
  source: z.optional(text(400)),
  /** What the wheel of incidents picks from. */
  wheel: z.optional(
    z.array(wheelEntry).check(z.minLength(fewestEntries), z.maxLength(mostEntries), eachOnce),
  ),
  injects: z
    .array(scenarioInject)
    .check(z.maxLength(300), z.superRefine(referencesHold), z.superRefine(refuseTwoAudiences)),
  /** What is prepared for questions in the channel. */
  answers: z.optional(z.array(scenarioAnswer).check(z.maxLength(300))),
  /** The talk of an incident, to be listened to. */
  transcript: z.optional(
    z.array(scenarioLine).check(z.minLength(1), z.maxLength(mostLines), z.superRefine(linesFit)),
  ),
  /** The time of day of the transcript's `00:00`. */
  transcriptBegins: z.optional(timeOfDay),
})
export type Scenario = z.infer<typeof scenario>
