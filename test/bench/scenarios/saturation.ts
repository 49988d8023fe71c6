import { seeded } from '../../support/seeded.ts'
import { until } from '../../support/until.ts'
import { Crowd } from '../load/crowd.ts'
import type { WindowCost } from '../load/load-window.ts'
import { LoadWindow } from '../load/load-window.ts'
import { Metronome } from '../load/metronome.ts'
import type { Stage } from '../load/stage.ts'
import { seconds } from '../load/stage.ts'
import { serverNames } from '../servers/server-name.ts'
import { atLeast, atMost, leastTimesOf } from './goals.ts'
import { loadMeasures, loadRows } from './load-rows.ts'
import type { Outcome, Scenario } from './scenario.ts'

const people = 30
/** Edits a second of all people together. */
const firstRate = 600
const lastRate = 80_000
/** Of the way between what holds and what does not: three leave a twelfth of the figure open. */
const halvings = 3
const overload = 1.6
/** Seconds. */
const overloadLength = 10
/** How often it may hold after all. */
const surprises = 3
/** Later than this, in milliseconds, people do not feel together any more. */
const tooLate = 250
/** So long an overloaded server gets to catch up, in milliseconds. */
const patience = 20_000

/** More and more edits until the server cannot follow; then more still, to see whether it stands. */
export const saturation: Scenario = {
  name: 'saturation-30',
  title: '30 people, as many edits as the server can take (p99 within 250 ms)',
  isQuick: false,
  servers: serverNames,
  rows: [
    {
      measure: 'limit',
      label: 'most edits',
      unit: '/s',
      digits: 0,
      goals: [leastTimesOf('y-websocket', 5), leastTimesOf('hocuspocus', 1.5)],
    },
    {
      measure: 'overloaded',
      label: 'at 1.6x: delivered',
      unit: '%',
      digits: 0,
      goals: [atLeast(90)],
    },
    { measure: 'drain', label: 'at 1.6x: caught up', unit: 's', digits: 1, goals: [atMost(2)] },
    { measure: 'deliveries', label: 'deliveries at the most', unit: '/s', digits: 0, goals: [] },
    { measure: 'serverShare', label: 'server, of a core', unit: '%', digits: 0, goals: [] },
    ...loadRows,
  ],
  play,
}

interface Step extends WindowCost {
  readonly rate: number
  /** Deliveries a second. */
  readonly delivered: number
  readonly holds: boolean
}

async function play(stage: Stage): Promise<Outcome> {
  const crowd = await Crowd.gather({
    venue: stage.openVenue(),
    boards: 1,
    peoplePerBoard: people,
    fullDocuments: 1,
  })
  const [best, load] = await findLimit(stage, crowd)
  const measures = {
    limit: best.rate,
    deliveries: best.delivered,
    overloaded: (load.delivered / (best.rate * (people - 1))) * 100,
    drain: await catchUp(crowd),
    serverShare: best.serverShare * 100,
    // Of the step that did not hold: there the load generator had the most to do.
    ...loadMeasures(load),
  }
  return { measures, flaws: await crowd.drain() }
}

/** The best step, and the one far beyond it. Where that one holds too, the best was none. */
async function findLimit(stage: Stage, crowd: Crowd): Promise<[Step, Step]> {
  let best = await climb(stage, crowd, firstRate)
  let load = await stepAt(stage, crowd, best.rate * overload, overloadLength)
  for (let again = 0; again < surprises && load.holds; again += 1) {
    await catchUp(crowd)
    const further = await climb(stage, crowd, load.rate)
    best = further.holds ? further : load
    load = await stepAt(stage, crowd, best.rate * overload, overloadLength)
  }
  return [best, load]
}

/** Doubles until a short step does not hold, then halves the way between, in steps of full length. */
async function climb(stage: Stage, crowd: Crowd, from: number): Promise<Step> {
  const short = 1.5
  const long = stage.task.quick ? 2 : 4
  let best = await sureStep(stage, crowd, from, short)
  let failed = best.holds ? Infinity : from * 2
  while (failed === Infinity && best.rate * 2 < lastRate) {
    const step = await sureStep(stage, crowd, best.rate * 2, short)
    if (step.holds) best = step
    else failed = step.rate
  }
  for (let halving = 0; halving < halvings && failed < Infinity; halving += 1) {
    const step = await sureStep(stage, crowd, Math.sqrt(best.rate * failed), long)
    if (step.holds) best = step
    else failed = step.rate
  }
  return best
}

/** The machine may have been busy with something else: only who fails again has failed. */
async function sureStep(stage: Stage, crowd: Crowd, rate: number, length: number): Promise<Step> {
  const step = await stepAt(stage, crowd, rate, length)
  await catchUp(crowd)
  if (step.holds) return step
  const again = await stepAt(stage, crowd, rate, length)
  await catchUp(crowd)
  return again
}

async function stepAt(stage: Stage, crowd: Crowd, rate: number, length: number): Promise<Step> {
  const metronome = new Metronome(seeded(stage.task.seed))
  metronome.start(crowd.typing(rate / people))
  await seconds(1)
  crowd.latencies.clear()
  const before = crowd.deliveries.total
  const window = new LoadWindow(stage.pid)
  await seconds(length)
  const cost = window.end()
  const delivered = (crowd.deliveries.total - before) / length
  const behind = crowd.expected - crowd.deliveries.total
  metronome.stop()
  return { ...cost, rate, delivered, holds: holds(crowd, rate, behind) }
}

/** What has not come yet has no latency: were it all in time, it would be a fraction of a second's. */
function holds({ latencies }: Crowd, rate: number, behind: number): boolean {
  const inTime = latencies.quantile(0.99) <= tooLate
  return inTime && behind <= (rate * (people - 1) * tooLate) / 1_000
}

/** Seconds until everything has come. */
async function catchUp(crowd: Crowd): Promise<number> {
  const start = performance.now()
  await until('it has all come', () => crowd.deliveries.total >= crowd.expected, patience).catch(
    () => undefined,
  )
  return (performance.now() - start) / 1_000
}
