import type { FanOutOptions } from './fan-out.ts'
import { fanOut } from './fan-out.ts'
import type { Goal, Scenario } from './scenario.ts'

const most = (value: number, of: 'y-websocket' | 'hocuspocus'): Goal => {
  return { is: 'at most', value, of, by: 'ratio' }
}
const within = (value: number): Goal => {
  return { is: 'at most', value, of: 'y-websocket', by: 'difference' }
}

const everyone = { boards: 1, edits: 2, presence: 5, isQuick: true }
const quiet = { ...everyone, presence: 0, isQuick: false, goals: { cpu: [], p50: [], p99: [] } }

const fanOuts: FanOutOptions[] = [
  {
    ...everyone,
    name: 'fanout-10',
    title: '10 people, 2 edits/s each, presence 5/s',
    peoplePerBoard: 10,
    fullDocuments: 10,
    goals: {
      cpu: [most(0.9, 'y-websocket'), most(0.6, 'hocuspocus')],
      p50: [within(3)],
      p99: [],
    },
  },
  {
    ...everyone,
    name: 'fanout-30',
    title: '30 people, 2 edits/s each, presence 5/s',
    peoplePerBoard: 30,
    fullDocuments: 30,
    goals: { cpu: [most(0.55, 'y-websocket')], p50: [within(3)], p99: [] },
  },
  {
    ...everyone,
    name: 'fanout-100',
    title: '100 people, 2 edits/s each, presence 5/s',
    peoplePerBoard: 100,
    fullDocuments: 4,
    goals: {
      cpu: [most(0.25, 'y-websocket'), most(0.3, 'hocuspocus')],
      p50: [],
      p99: [{ is: 'at most', value: 30 }],
    },
  },
  {
    ...quiet,
    name: 'fanout-10-quiet',
    title: '10 people, 2 edits/s each',
    peoplePerBoard: 10,
    fullDocuments: 10,
  },
  {
    ...quiet,
    name: 'fanout-30-quiet',
    title: '30 people, 2 edits/s each',
    peoplePerBoard: 30,
    fullDocuments: 30,
  },
  {
    ...quiet,
    name: 'fanout-100-quiet',
    title: '100 people, 2 edits/s each',
    peoplePerBoard: 100,
    fullDocuments: 4,
  },
]

/** Everything that is played, in the order of the tables. */
export const repertoire: readonly Scenario[] = fanOuts.map(fanOut)
