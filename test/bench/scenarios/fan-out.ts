import { seeded } from '../../support/seeded.ts'
import { Crowd } from '../load/crowd.ts'
import type { WindowCost } from '../load/load-window.ts'
import { LoadWindow } from '../load/load-window.ts'
import { Metronome } from '../load/metronome.ts'
import type { Stage } from '../load/stage.ts'
import { seconds } from '../load/stage.ts'
import type { ServerName } from '../servers/server-name.ts'
import { loadMeasures, loadRows } from './load-rows.ts'
import type { Goal, Outcome, Row, Scenario } from './scenario.ts'

export interface FanOutOptions {
  readonly name: string
  readonly title: string
  readonly boards: number
  readonly peoplePerBoard: number
  /** Edits a second and person. */
  readonly edits: number
  /** Presence updates a second and person; 0 for none. */
  readonly presence: number
  readonly fullDocuments: number
  readonly isDiscreet?: boolean
  readonly isQuick: boolean
  readonly servers: readonly ServerName[]
  readonly rows: readonly Row[]
}

/** Everybody types and everybody is told: what a delivered edit costs the server, and how late it is. */
export function fanOut(options: FanOutOptions): Scenario {
  const { name, title, isQuick, servers, rows } = options
  return {
    name,
    title,
    isQuick,
    servers,
    rows: [...rows, ...loadRows],
    play: (stage) => play(stage, options),
  }
}

export interface FanOutGoals {
  readonly cpu: readonly Goal[]
  readonly p50: readonly Goal[]
  readonly p99: readonly Goal[]
}

export function deliveryRows({ cpu, p50, p99 }: FanOutGoals): Row[] {
  return [
    { measure: 'cpu', label: 'CPU per delivered edit', unit: 'µs', digits: 2, goals: cpu },
    { measure: 'mainCpu', label: 'of it on its main thread', unit: 'µs', digits: 2, goals: [] },
    { measure: 'p50', label: 'p50', unit: 'ms', digits: 1, goals: p50 },
    { measure: 'p99', label: 'p99', unit: 'ms', digits: 1, goals: p99 },
    { measure: 'max', label: 'slowest', unit: 'ms', digits: 0, goals: [] },
    { measure: 'presenceP50', label: 'presence, p50', unit: 'ms', digits: 0, goals: [] },
    { measure: 'presenceP99', label: 'presence, p99', unit: 'ms', digits: 0, goals: [] },
    { measure: 'serverShare', label: 'server, of a core', unit: '%', digits: 0, goals: [] },
  ]
}

async function play(stage: Stage, options: FanOutOptions): Promise<Outcome> {
  const crowd = await Crowd.gather({ venue: stage.openVenue(), ...options })
  const metronome = new Metronome(seeded(stage.task.seed))
  metronome.start([
    ...crowd.typing(options.edits),
    ...(options.presence > 0 ? crowd.tellingPresence(options.presence) : []),
  ])
  await seconds(stage.task.lengths.warmUp)
  const { cost, delivered } = await measure(stage, crowd)
  metronome.stop()
  return outcomeOf(crowd, cost, delivered)
}

async function measure(stage: Stage, crowd: Crowd) {
  crowd.latencies.clear()
  crowd.acknowledgements.clear()
  crowd.presence.latencies.clear()
  const before = crowd.deliveries.total
  const window = new LoadWindow(stage.pid)
  await seconds(stage.task.lengths.steady)
  return { cost: window.end(), delivered: crowd.deliveries.total - before }
}

async function outcomeOf(crowd: Crowd, cost: WindowCost, delivered: number): Promise<Outcome> {
  const { latencies, acknowledgements } = crowd
  const measures = {
    cpu: (cost.serverCpu * 1_000) / delivered,
    mainCpu: (cost.mainThreadCpu * 1_000) / delivered,
    p50: latencies.quantile(0.5),
    p99: latencies.quantile(0.99),
    max: latencies.max,
    presenceP50: crowd.presence.latencies.quantile(0.5),
    presenceP99: crowd.presence.latencies.quantile(0.99),
    ackP50: acknowledgements.quantile(0.5),
    ackP99: acknowledgements.quantile(0.99),
    serverShare: cost.serverShare * 100,
    ...loadMeasures(cost),
    delivered,
  }
  const flaws = await crowd.drain()
  crowd.leave()
  return { measures, flaws }
}
