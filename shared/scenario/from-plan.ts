import type { InjectId, ParticipantId } from '../ids.ts'
import { unreachable } from '../invariants.ts'
import type { Chart, InjectContent, Landing, PlannedInject } from '../stage/inject.ts'
import { mayLandAgain } from '../stage/repeat.ts'
import type { PlannedTrigger } from '../stage/trigger.ts'
import { awaitedBy } from '../stage/trigger.ts'
import { showDuration } from './duration.ts'
import { optionName } from './options.ts'
import type { ScenarioInject } from './scenario.ts'

/** Something that a scenario cannot say, and what was written in its place. */
export interface Remark {
  /** The title of the inject. */
  readonly inject: string
  /**
   * A person or people it is for, everyone but some; a time among conditions; one that is awaited and
   * gone, or an option of it that is; a whisper that lands again.
   */
  readonly is: 'person' | 'people' | 'allBut' | 'time' | 'gone' | 'option' | 'again'
  readonly people: readonly ParticipantId[]
}

/** A run of show as a scenario writes it. */
export interface WrittenPlan {
  readonly injects: readonly Readonly<Record<string, unknown>>[]
  readonly remarks: readonly Remark[]
}

/**
 * The run of show as it stands, as it would be written in a scenario: the inverse of `planOf`.
 * What was improvised is in it where it is kept, at the exercise time when it landed; what lands
 * again, by what it waits for.
 * @param plan in its order
 */
export function writtenPlan(
  plan: readonly PlannedInject[],
  landings: ReadonlyMap<InjectId, Landing>,
): WrittenPlan {
  const kept = inTheScenario(plan, landings)
  const writer = new Writer(kept)
  return { injects: kept.map((inject) => writer.write(inject)), remarks: writer.remarks }
}

/** What was planned in its order, and what is kept of the improvised where its time says. */
function inTheScenario(
  plan: readonly PlannedInject[],
  landings: ReadonlyMap<InjectId, Landing>,
): PlannedInject[] {
  const all = plan.filter(({ improvised }) => !improvised)
  for (const inject of plan.filter(({ improvised, kept }) => improvised && kept)) {
    const landing = landings.get(inject.id)
    const isOnce = landing && !mayLandAgain(inject, 1)
    const timed = isOnce ? { ...inject, trigger: landedAt(landing) } : inject
    const place = all.findIndex((each) => timeOf(each) > timeOf(timed))
    all.splice(place === -1 ? all.length : place, 0, timed)
  }
  return all
}

const landedAt = ({ at }: Landing) => ({ on: 'time', at: Math.max(0, at) }) as const

function timeOf({ trigger }: PlannedInject): number {
  return trigger.on === 'time' ? trigger.at : -Infinity
}

type KeysOf<Each> = Each extends unknown ? keyof Each : never
type InjectField = KeysOf<ScenarioInject>
type Write = (inject: PlannedInject, writer: Writer) => unknown

/** How each field of an inject is written, in the order of the file. A new field needs its line here. */
const fields: { readonly [Field in InjectField]-?: Write } = {
  key: ({ id }, writer) => writer.keyOf(id),
  kind: ({ content }) => content.kind,
  at: (inject, writer) => writer.at(inject),
  when: (inject, writer) => writer.when(inject),
  whisper: ({ audience }) => audience.to === 'person' || undefined,
  audience: (inject, writer) => writer.audience(inject),
  from: ({ content }) => some(content.from),
  title: ({ content }) => content.title,
  severity: ({ content }) => (content.kind === 'alert' ? content.severity : undefined),
  body: ({ content }) => some(content.body),
  text: ({ content }) => (content.kind === 'log' ? content.text : undefined),
  unit: ({ content }) => (content.kind === 'chart' ? content.chart.unit : undefined),
  series: ({ content }) => (content.kind === 'chart' ? seriesOf(content.chart) : undefined),
  moving: ({ content }) => (content.kind === 'chart' && content.chart.moving) || undefined,
  options: ({ content }) => optionsOf(content),
  again: (inject, writer) => writer.again(inject),
  image: ({ content }) => (content.kind === 'image' ? content.image : undefined),
  expect: ({ expect }) => some(expect),
  notes: ({ notes }) => some(notes),
}

/** A text that says something: blank ones are no fields of a scenario. */
function some(text: string | undefined): string | undefined {
  return text?.trim() ? text : undefined
}

/** The lines of a chart as a scenario writes them. */
export function seriesOf({ series }: Chart): unknown {
  return series.map(({ name, points }) => ({
    name,
    points: points.map(([at, value]) => [showDuration(at), value]),
  }))
}

/** A text alone, or with its key where another option says the same. */
function optionsOf({ options }: InjectContent): unknown {
  return options?.map((option) => {
    const name = optionName(option, options)
    return name === option.text ? name : { key: name, text: option.text }
  })
}

/** Writes the injects of one run of show, which name each other. */
class Writer {
  readonly remarks: Remark[] = []
  readonly #keyById = new Map<InjectId, string>()
  readonly #contentById: ReadonlyMap<InjectId, InjectContent>

  constructor(injects: readonly PlannedInject[]) {
    this.#contentById = new Map(injects.map(({ id, content }) => [id, content]))
    const awaited = new Set(injects.flatMap(({ trigger }) => awaitedBy(trigger)))
    const titles = injects.map(({ content }) => content.title)
    for (const [index, { id, content }] of injects.entries()) {
      const hasTwin = titles.filter((title) => title.trim() === content.title.trim()).length > 1
      if (awaited.has(id) && hasTwin) this.#keyById.set(id, freeKey(index + 1, titles))
    }
  }

  write(inject: PlannedInject): Record<string, unknown> {
    const written = Object.entries(fields).map(([name, write]) => [name, write(inject, this)])
    return Object.fromEntries(written.filter(([, value]) => value !== undefined)) as Record<
      string,
      unknown
    >
  }

  keyOf(id: InjectId): string | undefined {
    return this.#keyById.get(id)
  }

  at(inject: PlannedInject): string | undefined {
    const { trigger } = inject
    if (trigger.on === 'time') return showDuration(trigger.at)
    return this.#conditionOf(trigger) ? undefined : 'hand'
  }

  when(inject: PlannedInject): unknown {
    const { trigger } = inject
    if (trigger.on === 'time') return undefined
    return this.#conditionOf(trigger, (is) => this.#remark(inject, is)) ?? undefined
  }

  /** Left out where the inject would not land again, as the hand and a choice have it. */
  again(inject: PlannedInject): unknown {
    const { again, audience } = inject
    if (!again || !mayLandAgain(inject, 1) || this.at(inject) === 'hand') return undefined
    if (audience.to !== 'person') return { ...again, every: showDuration(again.every) }
    this.#remark(inject, 'again')
    return undefined
  }

  audience(inject: PlannedInject): unknown {
    const { audience } = inject
    switch (audience.to) {
      case 'everyone':
        return undefined
      case 'person':
        if (audience.participantId) this.#remark(inject, 'person', [audience.participantId])
        return undefined
      case 'roles':
        return { roles: audience.roles }
      case 'parts':
        return { parts: audience.parts }
      case 'people':
        this.#remark(inject, 'people', audience.participantIds)
        return { roles: ['participant'] }
      case 'allBut':
        this.#remark(inject, 'allBut', audience.participantIds)
        return undefined
      default:
        return unreachable(audience)
    }
  }

  /** A condition as it is written, or null for what a scenario leaves to the hand. */
  #conditionOf(trigger: PlannedTrigger, remark: (is: Remark['is']) => void = () => undefined) {
    switch (trigger.on) {
      case 'hand':
      case 'unclear':
        return null
      case 'time':
        remark('time')
        return null
      case 'after':
        return this.#behind(trigger, remark)
      case 'chosen':
        return this.#chosen(trigger, remark)
      case 'hypothesis':
        return { hypothesis: trigger.status, ...matchingOf(trigger) }
      case 'text':
        return { text: trigger.matching }
      case 'done':
        return { done: trigger.matching }
      case 'nobody':
        return { nobody: true }
      case 'quiet':
        return { quiet: showDuration(trigger.for) }
      case 'all':
      case 'any':
        return this.#together(trigger.on, trigger.of, remark)
      default:
        return unreachable(trigger)
    }
  }

  #behind({ inject, delay }: On<'after'>, remark: (is: Remark['is']) => void) {
    const name = this.#nameOf(inject)
    if (name !== undefined) return { after: name, ...delayOf(delay) }
    remark('gone')
    return null
  }

  #chosen({ inject, option: key, delay }: On<'chosen'>, remark: (is: Remark['is']) => void) {
    const name = this.#nameOf(inject)
    const options = this.#contentById.get(inject)?.options ?? []
    const option = options.find((each) => each.key === key)
    if (name !== undefined && option) {
      return { chosen: name, option: optionName(option, options), ...delayOf(delay) }
    }
    remark(name === undefined ? 'gone' : 'option')
    return null
  }

  /** What others name an inject by, where it is in the scenario. */
  #nameOf(id: InjectId): string | undefined {
    return this.#keyById.get(id) ?? this.#contentById.get(id)?.title
  }

  #together(
    on: 'all' | 'any',
    of: readonly PlannedTrigger[],
    remark: (is: Remark['is']) => void,
  ): Record<string, unknown> | null {
    const parts: unknown[] = of.map((each): unknown => this.#conditionOf(each, remark))
    const written = parts.filter((each) => each !== null)
    return written.length > 0 ? { [on]: written } : null
  }

  #remark(inject: PlannedInject, is: Remark['is'], people: readonly ParticipantId[] = []): void {
    this.remarks.push({ inject: inject.content.title, is, people })
  }
}

type On<Kind extends PlannedTrigger['on']> = Extract<PlannedTrigger, { readonly on: Kind }>

function delayOf(delay: number) {
  return delay >= 1_000 ? { delay: showDuration(delay) } : {}
}

function matchingOf({ matching }: { readonly matching?: string | undefined }) {
  return matching === undefined ? {} : { matching }
}

/** A key that is nobody's title. */
function freeKey(number: number, titles: readonly string[]): string {
  let key = `inject-${number}`
  while (titles.includes(key)) key += '-'
  return key
}
