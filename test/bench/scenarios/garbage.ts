import { seeded } from '../../support/seeded.ts'
import { must } from '../../../shared/invariants.ts'
import { Crowd } from '../load/crowd.ts'
import { LoadWindow } from '../load/load-window.ts'
import { Metronome } from '../load/metronome.ts'
import { Vandal } from '../load/vandal.ts'
import type { Stage } from '../load/stage.ts'
import { seconds } from '../load/stage.ts'
import { builds } from '../servers/server-name.ts'
import { atMost } from './goals.ts'
import { loadMeasures, loadRows } from './load-rows.ts'
import type { Outcome, Scenario } from './scenario.ts'

const people = 30

/** One with every right sends what is no frame, as fast as they can: do the others notice? */
export const garbage: Scenario = {
  name: 'garbage',
  title: '30 people with presence, and one who sends garbage as fast as they can',
  isQuick: false,
  servers: builds,
  rows: [
    {
      measure: 'ratio',
      label: "the others' p99, with / without",
      unit: 'x',
      digits: 2,
      goals: [atMost(1.5)],
    },
    { measure: 'without', label: 'p99 without', unit: 'ms', digits: 1, goals: [] },
    { measure: 'with', label: 'p99 with', unit: 'ms', digits: 1, goals: [] },
    { measure: 'attempts', label: 'connections with garbage', unit: '/s', digits: 0, goals: [] },
    ...loadRows,
  ],
  play,
}

async function play(stage: Stage): Promise<Outcome> {
  const venue = stage.openVenue()
  const crowd = await Crowd.gather({
    venue,
    boards: 1,
    peoplePerBoard: people,
    fullDocuments: people,
  })
  const metronome = new Metronome(seeded(stage.task.seed))
  metronome.start([...crowd.typing(2), ...crowd.tellingPresence(5)])
  await seconds(stage.task.lengths.warmUp)
  const without = await p99Of(stage, crowd)
  const vandal = new Vandal(
    await must(crowd.boards[0], 'the board').seat(),
    seeded(stage.task.seed),
  )
  await seconds(1)
  const window = new LoadWindow(stage.pid)
  const before = vandal.attempts
  const disturbed = await p99Of(stage, crowd)
  const attempts = (vandal.attempts - before) / stage.task.lengths.steady
  const cost = window.end()
  vandal.stop()
  metronome.stop()
  const measures = {
    ratio: disturbed / without,
    without,
    with: disturbed,
    attempts,
    ...loadMeasures(cost),
  }
  return { measures, flaws: await crowd.drain() }
}

async function p99Of(stage: Stage, { latencies }: Crowd): Promise<number> {
  latencies.clear()
  await seconds(stage.task.lengths.steady)
  return latencies.quantile(0.99)
}
