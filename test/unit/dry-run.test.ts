import { describe, expect, test } from 'vitest'
import { outcomeInWords } from '../../client/dry-run/outcome-words.ts'
import {
  addCard,
  setActionStatus,
  setDoing,
  setHypothesisStatus,
} from '../../shared/board/board-edits.ts'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { CardId, InjectId, SessionId } from '../../shared/ids.ts'
import { DryRun } from '../../shared/replay/dry-run.ts'
import type { HistoryRow } from '../../shared/replay/history-row.ts'
import { readLandings, readPlan, scriptDoc } from '../../shared/script/script-doc.ts'
import { looksEvery } from '../../shared/stage/board-facts.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import { landingId } from '../../shared/stage/repeat.ts'
import type { PlannedTrigger } from '../../shared/stage/trigger.ts'
import { seeded } from '../support/seeded.ts'
import { ana, ben, facilitator, planned, StageRig } from '../support/stage-rig.ts'

const second = 1_000
const minute = 60 * second
const id = (name: string) => `i_${name}` as InjectId
const after = (name: string, delay: number) => ({ on: 'after', inject: id(name), delay }) as const

async function rowsOf(rig: StageRig): Promise<Map<DocName, HistoryRow[]>> {
  const names: DocName[] = ['board', 'stage', inboxOf(ana), inboxOf(ben), 'script']
  const rowsByDoc = new Map<DocName, HistoryRow[]>()
  for (const doc of names) {
    const rows = await rig.store.log.read({ sessionId: 's_rig' as SessionId, doc })
    const read = rows.map((row) => ({
      ...row,
      author: row.author === 'server' ? null : row.author,
    }))
    rowsByDoc.set(doc, read)
  }
  return rowsByDoc
}

async function dryRunOf(rig: StageRig, plan?: readonly PlannedInject[]): Promise<DryRun> {
  const script = scriptDoc(await rig.doc('script'))
  const run = new DryRun({
    rowsByDoc: await rowsOf(rig),
    plan: plan ?? readPlan(script),
    until: rig.time.now(),
  })
  while (!run.advance(3));
  return run
}

function planOf(triggers: Readonly<Record<string, PlannedTrigger>>): PlannedInject[] {
  return Object.entries(triggers).map(([name, trigger], order) => planned(name, trigger, { order }))
}

const outcomesOf = (run: DryRun) =>
  Object.fromEntries(run.outcomes.map(({ inject, outcome }) => [inject.id.slice(2), outcome]))

async function playing(triggers: Readonly<Record<string, PlannedTrigger>> = {}) {
  const rig = await StageRig.start(planOf(triggers))
  await rig.command({ type: 'phase.set', phase: 'play' })
  return rig
}

const free = { cardId: null, at: 1 }
const words = ['replica', 'failover', 'disk'] as const
const asking: PlannedInject['content'] = {
  kind: 'message',
  title: 'Which way?',
  options: [
    { key: 'o1', text: 'Left' },
    { key: 'o2', text: 'Right' },
  ],
}
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

/** An evening by chance: a run of show, and people who write, finish, rest and hold the clock. */
class Evening {
  readonly #random: () => number
  #cards = 0

  constructor(seed: number) {
    this.#random = seeded(seed)
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)] as Item
  }

  trigger(at: number, depth = 0): PlannedTrigger {
    const seconds = (most: number) => Math.ceil(this.#random() * most) * second
    const earlier = names[Math.floor(this.#random() * at)]
    const plain: PlannedTrigger[] = [
      { on: 'time', at: seconds(600) },
      { on: 'text', matching: this.pick(words) },
      { on: 'hypothesis', status: this.pick(['supported', 'refuted'] as const) },
      { on: 'done', matching: this.pick(words) },
      { on: 'nobody' },
      { on: 'quiet', for: seconds(120) },
      ...(earlier ? [after(earlier, seconds(120)), after(earlier, 0)] : []),
      ...(at > 0 ? [this.#chosen()] : []),
      ...(depth === 0 ? [{ on: 'hand' } as const] : []),
    ]
    if (depth > 1 || this.#random() < 0.6) return this.pick(plain)
    const of = [this.trigger(at, depth + 1), this.trigger(at, depth + 1)]
    return { on: this.pick(['all', 'any'] as const), of } as PlannedTrigger
  }

  #chosen(): PlannedTrigger {
    const option = this.pick(['o1', 'o2'])
    return { on: 'chosen', inject: id('a'), option, delay: this.pick([0, 20_000]) }
  }

  plan(): PlannedInject[] {
    return names.map((name, order) => {
      const audience = this.pick([
        { to: 'everyone' },
        { to: 'everyone' },
        { to: 'person', participantId: ana },
        { to: 'parts', parts: ['Scribe'] },
      ] as const) as PlannedInject['audience']
      // Held for want of a scribe, it would be held in the run of show that is tried.
      const mayRepeat = audience.to !== 'parts' && this.#random() < 0.5
      const again = mayRepeat ? { again: { every: 30_000, times: this.pick([2, 5]) } } : {}
      const asks = order === 0 ? { content: asking } : {}
      return planned(name, this.trigger(order), { order, audience, ...again, ...asks })
    })
  }

  async move(rig: StageRig): Promise<void> {
    const moves: (() => Promise<unknown>)[] = [
      () => this.#write(rig),
      () => this.#write(rig),
      () => this.#say(rig),
      () => rig.edit((board) => setDoing(board, ana, { ...free, text: this.pick(['', 'logs']) })),
      () => rig.edit((board) => board.parts.set(ben, this.pick(['', 'Scribe']))),
      () => rig.command({ type: 'clock.pause' }),
      () => rig.command({ type: 'clock.run', speed: this.pick([1, 2, 4]) }),
      () => rig.command({ type: 'clock.run' }),
      () => rig.command({ type: 'clock.jump', by: minute }),
      () => rig.command({ type: 'inject.land', injectId: id(this.pick(names)) }),
      () => this.#choose(rig),
      () => this.#choose(rig),
    ]
    await this.pick(moves)().catch(() => undefined)
    await rig.time.advance(this.pick([100, 400, 3_000, 20_000, 70_000]))
  }

  #choose(rig: StageRig) {
    const [who, option] = [this.pick([ana, ben]), this.pick(['o1', 'o2'])]
    const choice = { type: 'inject.choose', injectId: id('a'), option } as const
    return rig.command(choice, who, 'participant')
  }

  #say(rig: StageRig) {
    return rig.command(
      { type: 'channel.say', text: `The ${this.pick(words)}?` },
      ben,
      'participant',
    )
  }

  async #write(rig: StageRig): Promise<void> {
    const card = `c_${(this.#cards += 1)}` as CardId
    const kind = this.pick(['hypothesis', 'action', 'signal'] as const)
    await rig.edit((board) =>
      addCard(board, { id: card, kind, title: `A ${this.pick(words)}`, by: ana, at: 1 }),
    )
    if (this.#random() < 0.5) return
    await rig.time.advance(this.pick([50, 900]))
    await rig.edit((board) => {
      if (kind === 'hypothesis') setHypothesisStatus(board, card, 'supported')
      if (kind === 'action') setActionStatus(board, card, 'done')
    })
  }
}

describe('a dry run of a session on its own run of show', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    '[DRYRUN-1] says the landings that happened, evening %i',
    async (seed) => {
      const evening = new Evening(seed)
      const rig = await StageRig.start(evening.plan())
      await rig.command({ type: 'phase.set', phase: 'play' })
      for (let moves = 0; moves < 25; moves += 1) await evening.move(rig)
      // (Some of what chance asks for is refused: a second landing, the clock at its speed.)
      const landings = readLandings(scriptDoc(await rig.doc('script')))
      const run = await dryRunOf(rig)
      expect(landings.size).toBeGreaterThan(0)
      const tried = run.outcomes.flatMap(({ inject, outcome }) =>
        outcome.is === 'lands' || outcome.is === 'by hand'
          ? [outcome, ...(outcome.again ?? [])].map(
              (each, at) => [landingId(inject.id, at + 1), each] as const,
            )
          : [],
      )
      expect(tried.map(([each]) => each).sort()).toEqual([...landings.keys()].sort())
      for (const [each, { wallAt }] of tried) {
        const away = Math.abs(wallAt - (landings.get(each)?.wallAt ?? 0))
        expect(away, each).toBeLessThanOrEqual(looksEvery)
      }
    },
  )
})

describe('what a dry run says', () => {
  test('[DRYRUN-2] a chain counts from where its first would have landed', async () => {
    const rig = await playing()
    await rig.time.advance(5 * minute)
    const plan = planOf({
      a: { on: 'time', at: minute },
      b: after('a', 30 * second),
      c: after('b', 0),
    })
    const { a, b, c } = outcomesOf(await dryRunOf(rig, plan))
    expect([a, b, c]).toMatchObject([
      { is: 'lands', at: minute },
      { is: 'lands', at: 90 * second },
      { is: 'lands', at: 90 * second },
    ])
  })

  test('[DRYRUN-3] it runs along the clock that was: pauses, speeds and moves forward', async () => {
    const rig = await playing()
    await rig.command({ type: 'clock.pause' })
    await rig.time.advance(10 * minute)
    await rig.command({ type: 'clock.run', speed: 2 })
    const from = rig.time.now()
    await rig.time.advance(3 * minute)
    const { a } = outcomesOf(await dryRunOf(rig, planOf({ a: { on: 'time', at: 2 * minute } })))
    // In the rig a few milliseconds pass with each command.
    expect(a && 'at' in a && Math.abs(a.at - 2 * minute)).toBeLessThan(5)
    expect(a && 'wallAt' in a && Math.abs(a.wallAt - from - minute)).toBeLessThan(50)
  })

  test('[DRYRUN-4] what never holds says which of its conditions were missing', async () => {
    const rig = await playing()
    await rig.command({ type: 'channel.say', text: 'A replica' })
    await rig.time.advance(2 * minute)
    const text = { on: 'text', matching: 'failover' } as const
    const said = { on: 'text', matching: 'replica' } as const
    const plan = planOf({
      plain: text,
      all: { on: 'all', of: [said, text] },
      any: { on: 'any', of: [text, { on: 'done', matching: 'it' }] },
      late: { on: 'time', at: 9 * minute },
      hand: { on: 'hand' },
    })
    const held = planned('held', said, { state: 'held' })
    const { plain, all, any, late, hand, ...rest } = outcomesOf(
      await dryRunOf(rig, [...plan, held]),
    )
    const never = { is: 'never', because: 'missing' }
    expect(plain).toEqual({ ...never, missing: [text] })
    expect(all).toEqual({ ...never, missing: [text] })
    expect(any).toEqual({ ...never, missing: [text, { on: 'done', matching: 'it' }] })
    expect(late).toEqual({ ...never, missing: [{ on: 'time', at: 9 * minute }] })
    expect(hand).toEqual({ is: 'never', because: 'hand' })
    expect(rest['held']).toEqual({ is: 'never', because: 'held' })
  })

  test('[DRYRUN-4] conditions that each held, but never at once, are none that was missing', async () => {
    const rig = await playing()
    await rig.edit((board) => addCard(board, card('action')))
    await rig.edit((board) => setActionStatus(board, 'c_x' as CardId, 'done'))
    await rig.time.advance(second)
    await rig.edit((board) => setActionStatus(board, 'c_x' as CardId, 'open'))
    await rig.time.advance(2 * minute)
    const of = [{ on: 'done', matching: 'disk' } as const, { on: 'quiet', for: minute } as const]
    const { both } = outcomesOf(await dryRunOf(rig, planOf({ both: { on: 'all', of } })))
    expect(both).toEqual({ is: 'never', because: 'missing', missing: [] })
  })

  test('[DRYRUN-5] what somebody landed by hand landed then, and others wait on from there', async () => {
    const rig = await playing({ a: { on: 'hand' }, b: after('a', minute) })
    await rig.time.advance(minute)
    await rig.command({ type: 'inject.land', injectId: id('a') }, facilitator)
    await rig.time.advance(3 * minute)
    const { a, b } = outcomesOf(await dryRunOf(rig))
    expect(a?.is).toBe('by hand')
    expect(a && 'at' in a && b && 'at' in b && b.at - a.at).toBe(minute)
  })

  test('[DRYRUN-5] an inject for a part that nobody played would have been held', async () => {
    const rig = await playing()
    await rig.time.advance(2 * minute)
    const audience = { to: 'parts', parts: ['Scribe'] } as PlannedInject['audience']
    const plan = [planned('a', { on: 'time', at: minute }, { audience })]
    expect(outcomesOf(await dryRunOf(rig, plan))['a']).toMatchObject({
      is: 'for nobody',
      at: minute,
    })
  })
})

describe('a dry run of what lands again and of choices', () => {
  const repeating = (more: Partial<PlannedInject> = {}) =>
    planned('a', { on: 'time', at: minute }, { again: { every: minute, times: 3 }, ...more })

  test('[DRYRUN-1] [DRYRUN-8] what lands again is told with each of its landings', async () => {
    const rig = await playing()
    await rig.time.advance(150 * second)
    const { a } = outcomesOf(await dryRunOf(rig, [repeating()]))
    expect(a).toMatchObject({ is: 'lands', at: minute, again: [{ at: 2 * minute }] })
    await rig.time.advance(10 * minute)
    const whole = outcomesOf(await dryRunOf(rig, [repeating()]))['a']
    expect(whole).toMatchObject({ again: [{ at: 2 * minute }, { at: 3 * minute }] })
  })

  test('[DRYRUN-8] where nobody is left to land for, it is told as held from then on', async () => {
    const rig = await playing()
    await rig.edit((board) => board.parts.set(ben, 'Scribe'))
    await rig.time.advance(90 * second)
    await rig.edit((board) => board.parts.set(ben, ''))
    await rig.time.advance(5 * minute)
    const audience = { to: 'parts', parts: ['Scribe'] } as PlannedInject['audience']
    const run = await dryRunOf(rig, [repeating({ audience })])
    const { a } = outcomesOf(run)
    expect(a).toMatchObject({ is: 'lands', at: minute, held: { at: 2 * minute } })
    expect(a && 'again' in a).toBe(false)
    expect(a && outcomeInWords(a, run)).toMatch(/^1:00 · .*; held 2:00: nobody/)
  })

  test('[DRYRUN-8] what was settled counts from then on, and what was not says so', async () => {
    const chosen = (option: string, delay = 0) =>
      ({ on: 'chosen', inject: id('a'), option, delay }) as const
    const plan = [
      planned('a', { on: 'time', at: minute }, { content: asking }),
      planned('left', chosen('o1', 30 * second), { order: 1 }),
      planned('right', chosen('o2'), { order: 2 }),
      planned('late', chosen('o1', 60 * minute), { order: 3 }),
      planned('none', chosen('o3'), { order: 4 }),
    ]
    const rig = await StageRig.start(plan)
    await rig.command({ type: 'phase.set', phase: 'play' })
    await rig.time.advance(2 * minute)
    await rig.command({ type: 'inject.settle', injectId: id('a'), option: 'o1' })
    await rig.time.advance(5 * minute)
    const run = await dryRunOf(rig)
    const { left, right, late, none } = outcomesOf(run)
    const landings = readLandings(scriptDoc(await rig.doc('script')))
    expect(left).toMatchObject({ is: 'lands', at: landings.get(id('left'))?.at })
    const said = [right, late, none].map((each) => each && outcomeInWords(each, run))
    expect(said).toEqual([
      'Never: “Right” was not what was settled under “Which way?”',
      'Never: “Left” was settled too late for it under “Which way?”',
      'Never: “Which way?” does not offer what it waits for',
    ])
  })

  test('[DRYRUN-8] what was settled under a whisper counts, too', async () => {
    const audience = { to: 'person', participantId: ana } as PlannedInject['audience']
    const rig = await StageRig.start([
      planned('a', { on: 'time', at: minute }, { content: asking, audience }),
      planned('b', { on: 'chosen', inject: id('a'), option: 'o1', delay: 0 }, { order: 1 }),
    ])
    await rig.command({ type: 'phase.set', phase: 'play' })
    await rig.time.advance(2 * minute)
    const choice = { type: 'inject.choose', injectId: id('a'), option: 'o1' } as const
    await rig.command(choice, ana, 'participant')
    await rig.time.advance(minute)
    const run = await dryRunOf(rig)
    const at = readLandings(scriptDoc(await rig.doc('script'))).get(id('b'))?.at ?? NaN
    const { b } = outcomesOf(run)
    expect(b && 'at' in b && Math.abs(b.at - at)).toBeLessThan(5)
  })
})

function card(kind: 'action') {
  return { id: 'c_x' as CardId, kind, title: 'Free the disk', by: ana, at: 1 }
}
