import { seeded } from '../../support/seeded.ts'
import { until } from '../../support/until.ts'
import { must } from '../../../shared/invariants.ts'
import { comeBackOf } from '../load/come-back.ts'
import { Crowd } from '../load/crowd.ts'
import { Metronome } from '../load/metronome.ts'
import { documentOf } from '../load/newcomer.ts'
import type { Stage } from '../load/stage.ts'
import { seconds } from '../load/stage.ts'
import { lasting } from '../servers/server-name.ts'
import { atMost, timesOf } from './goals.ts'
import type { Outcome, Scenario } from './scenario.ts'

const people = 200
/** Edits a second and person: what 200 documents in one process can take in. */
const rate = 0.5
const patience = 120_000
/**
 * Seconds. Hocuspocus writes down at the latest every ten; killed at a moment of chance after that,
 * it has written down what it would have on any other day.
 */
const longerThanAnyDelay = 12
const chanceMoment = 8

/** The server is killed under 200 people, once with them staying and once with them gone. */
export const kill: Scenario = {
  name: 'kill-200',
  title: 'kill -9 under 200 people who edit, started again at once',
  isQuick: false,
  servers: lasting,
  rows: [
    {
      measure: 'back',
      label: 'ready until all synced',
      unit: 's',
      digits: 2,
      goals: [timesOf('hocuspocus', 0.7)],
    },
    { measure: 'ready', label: 'start until ready', unit: 's', digits: 2, goals: [] },
    { measure: 'lost', label: 'edits lost', unit: '', digits: 0, goals: [atMost(0)] },
    {
      measure: 'lostAlone',
      label: 'nobody stays: seen, now lost',
      unit: '',
      digits: 0,
      goals: [atMost(0)],
    },
    { measure: 'lostShare', label: 'nobody stays: lost of seen', unit: '%', digits: 1, goals: [] },
    {
      measure: 'lostAcknowledged',
      label: 'nobody stays: acknowledged, lost',
      unit: '',
      digits: 0,
      goals: [atMost(0)],
    },
  ],
  play,
}

async function play(stage: Stage): Promise<Outcome> {
  const random = seeded(stage.task.seed)
  const crowd = await Crowd.gather({
    venue: stage.openVenue(),
    boards: 1,
    peoplePerBoard: people,
    fullDocuments: people,
    comeBack: comeBackOf(stage.task.server, random),
  })
  const stay = await killUnderThem(stage, crowd, random)
  const gone = await killWithThem(stage, crowd, random)
  return { measures: { ...stay.measures, ...gone }, flaws: stay.flaws }
}

async function killUnderThem(stage: Stage, crowd: Crowd, random: () => number) {
  await editUntilKilled(stage, crowd, random, stage.task.lengths.steady)
  const begun = performance.now()
  await stage.start()
  const ready = performance.now()
  await until('all are synced', () => crowd.people.every((each) => each.isSynced), patience)
  const back = performance.now()
  // That all were lost is what was meant to happen.
  crowd.lost = 0
  const flaws = await crowd.drain()
  const measures = {
    ready: (ready - begun) / 1_000,
    back: (back - ready) / 1_000,
    lost: crowd.missingInDocuments(),
  }
  return { measures, flaws }
}

/** What was seen by others, or acknowledged, and is not on the server any more. */
async function killWithThem(stage: Stage, crowd: Crowd, random: () => number) {
  await editUntilKilled(stage, crowd, random, longerThanAnyDelay + random() * chanceMoment)
  for (const person of crowd.people) person.vanish()
  await stage.start()
  const doc = await documentOf(await must(crowd.boards[0], 'the board').seat())
  const { seen, lost, lostAcknowledged } = crowd.compare(doc)
  return { lostAlone: lost, lostShare: (lost / seen) * 100, lostAcknowledged }
}

async function editUntilKilled(
  stage: Stage,
  crowd: Crowd,
  random: () => number,
  length: number,
): Promise<void> {
  const metronome = new Metronome(random)
  metronome.start(crowd.typing(rate))
  await seconds(length)
  await stage.kill()
  metronome.stop()
}
