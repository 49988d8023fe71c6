import { lasting, serverNames, syncing } from '../servers/server-name.ts'
import { coldJoin, coldJoinFromDisk, coldJoinTyped } from './cold-join.ts'
import { deliveryRows, fanOut } from './fan-out.ts'
import { garbage } from './garbage.ts'
import { atMost, timesOf, within } from './goals.ts'
import { kill } from './kill.ts'
import { memoryOfBoards, memoryOfConnections } from './memory.ts'
import { saturation } from './saturation.ts'
import type { Scenario } from './scenario.ts'

const noGoals = { cpu: [], p50: [], p99: [] }
const oneBoard = { boards: 1, edits: 2, presence: 5, isQuick: true, servers: serverNames }
const quiet = { ...oneBoard, presence: 0, isQuick: false, rows: deliveryRows(noGoals) }
const discreet = {
  ...oneBoard,
  isDiscreet: true,
  isQuick: false,
  servers: syncing,
  rows: deliveryRows(noGoals),
}
const ten = { peoplePerBoard: 10, fullDocuments: 10 }
const thirty = { peoplePerBoard: 30, fullDocuments: 30 }
/** A hundred documents would keep the load generator busier than the server. */
const hundred = { peoplePerBoard: 100, fullDocuments: 4 }
const manyBoards = { ...oneBoard, boards: 200, peoplePerBoard: 5, edits: 1, fullDocuments: 1_000 }

/** Everything that is played, in the order of the tables. The goals are the project's own. */
export const repertoire: readonly Scenario[] = [
  fanOut({
    ...oneBoard,
    ...ten,
    name: 'fanout-10',
    title: '10 people, 2 edits/s each, presence 5/s',
    rows: deliveryRows({
      cpu: [timesOf('y-websocket', 0.9), timesOf('hocuspocus', 0.6)],
      p50: [within(3, 'y-websocket')],
      p99: [],
    }),
  }),
  fanOut({
    ...oneBoard,
    ...thirty,
    name: 'fanout-30',
    title: '30 people, 2 edits/s each, presence 5/s',
    rows: deliveryRows({
      cpu: [timesOf('y-websocket', 0.55)],
      p50: [within(3, 'y-websocket')],
      p99: [],
    }),
  }),
  fanOut({
    ...oneBoard,
    ...hundred,
    name: 'fanout-100',
    title: '100 people, 2 edits/s each, presence 5/s',
    rows: deliveryRows({
      cpu: [timesOf('y-websocket', 0.25), timesOf('hocuspocus', 0.3)],
      p50: [],
      p99: [atMost(30)],
    }),
  }),
  ...[ten, thirty, hundred].map((some) =>
    fanOut({
      ...discreet,
      ...some,
      name: `fanout-${some.peoplePerBoard}-discreet`,
      title: `${some.peoplePerBoard} people, 2 edits/s each, presence 5/s that no client sends on`,
    }),
  ),
  fanOut({ ...quiet, ...ten, name: 'fanout-10-quiet', title: '10 people, 2 edits/s each' }),
  fanOut({ ...quiet, ...thirty, name: 'fanout-30-quiet', title: '30 people, 2 edits/s each' }),
  fanOut({ ...quiet, ...hundred, name: 'fanout-100-quiet', title: '100 people, 2 edits/s each' }),
  fanOut({
    ...manyBoards,
    name: 'boards-200x5',
    title: '200 boards of 5 people, 1 edit/s each',
    presence: 0,
    isQuick: false,
    rows: deliveryRows({
      cpu: [timesOf('y-websocket', 0.9), timesOf('hocuspocus', 0.7)],
      p50: [],
      p99: [timesOf('y-websocket', 2)],
    }),
  }),
  fanOut({
    ...manyBoards,
    name: 'boards-200x5-presence',
    title: '200 boards of 5 people, 1 edit/s each, presence 1/s',
    presence: 1,
    isQuick: false,
    rows: deliveryRows(noGoals),
  }),
  saturation,
  fanOut({
    ...oneBoard,
    ...hundred,
    name: 'ack-100',
    title: '100 writers, 2 edits/s each: acknowledged (Hocuspocus: in memory, not on disk)',
    presence: 0,
    servers: lasting,
    rows: [
      { measure: 'ackP50', label: 'acknowledged, p50', unit: 'ms', digits: 1, goals: [atMost(12)] },
      { measure: 'ackP99', label: 'acknowledged, p99', unit: 'ms', digits: 1, goals: [atMost(25)] },
    ],
  }),
  coldJoin,
  coldJoinTyped,
  coldJoinFromDisk,
  kill,
  memoryOfConnections,
  memoryOfBoards,
  garbage,
]
