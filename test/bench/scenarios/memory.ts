import { resolve } from 'node:path'
import { until } from '../../support/until.ts'
import { baseBoard } from '../load/base-board.ts'
import { sitDown } from '../load/bystander.ts'
import { inBatches } from '../load/in-batches.ts'
import type { Person } from '../load/person.ts'
import { memoryOf } from '../load/process-load.ts'
import { write } from '../load/scribe.ts'
import type { Stage } from '../load/stage.ts'
import { seconds } from '../load/stage.ts'
import type { Board, Venue } from '../load/venue.ts'
import { builds, serverNames, syncing } from '../servers/server-name.ts'
import { timesOf } from './goals.ts'
import type { Goal, Outcome, Row, Scenario } from './scenario.ts'

const few = 200
const many = 1_200
const boards = 800
/** Opened before, so that what is made once is not counted as theirs. */
const firstBoards = 200
const doorWidth = 25
const kilobyte = 1_024
/** Seconds until what is left of the arrival is cleared away. */
const rest = 8
/** Seconds for a collection, and for its pages to go back to the system. */
const collection = 2
const idleSeconds = 2
/** Hocuspocus writes down and lets go after two quiet seconds; ours says how many it holds. */
const untilLetGo = 10
/** Longer than a board is kept by default, in milliseconds. */
const patience = 75_000

/** Every server can be told to collect its garbage. */
const collecting = {
  NODE_OPTIONS: `--require=${resolve(import.meta.dirname, '../servers/collect-on-signal.cjs')}`,
}

/**
 * What each costs: kept when garbage was collected, and as it is without. The second depends on
 * when V8 last came round to it: where memory is no concern it lets garbage lie for minutes.
 */
function memoryRows(noun: string, goal: Goal): Row[] {
  const row = { unit: 'KiB', digits: 1 }
  return [
    { ...row, measure: 'each', label: `kept per ${noun}`, goals: [goal] },
    { ...row, measure: 'eachAtRest', label: 'with garbage that lies about', goals: [] },
  ]
}

/** What one more person costs who is only there. */
export const memoryOfConnections: Scenario = {
  name: 'memory-connections',
  title: 'Memory of people who are only there: 1,200 instead of 200 at one board',
  isQuick: false,
  servers: serverNames,
  rows: [
    ...memoryRows('connection', timesOf('y-websocket', 1.3)),
    { measure: 'total', label: 'the server with 1,200', unit: 'MiB', digits: 0, goals: [] },
  ],
  env: collecting,
  play: playConnections,
}

/** What a board costs that nobody is at any more. */
export const memoryOfBoards: Scenario = {
  name: 'memory-boards',
  title: 'Memory of 800 boards that were opened, edited once and left',
  isQuick: false,
  servers: syncing,
  env: { ...collecting, GAMELAN_IDLE_SECONDS: String(idleSeconds) },
  rows: [
    ...memoryRows('board', timesOf('hocuspocus', 0.5)),
    { measure: 'total', label: 'the server after it', unit: 'MiB', digits: 0, goals: [] },
  ],
  play: playBoards,
}

async function playConnections(stage: Stage): Promise<Outcome> {
  const board = await stage.openVenue().openBoard()
  const people: Person[] = []
  await comeIn(board, people, few)
  const before = await memoryAtRest(stage)
  await comeIn(board, people, many)
  const after = await memoryAtRest(stage)
  for (const person of people) person.close()
  return outcomeOf(before, after, many - few)
}

async function comeIn(board: Board, people: Person[], until: number): Promise<void> {
  const newcomers = Array.from({ length: until - people.length }, () => board)
  await inBatches(newcomers, doorWidth, async () => {
    people.push(await sitDown(await board.seat()))
  })
}

async function playBoards(stage: Stage): Promise<Outcome> {
  const venue = stage.openVenue()
  await openAndLeave(stage, venue, firstBoards)
  const before = await memoryAtRest(stage)
  const loaded = await openAndLeave(stage, venue, boards)
  const after = await memoryAtRest(stage)
  const flaws = loaded > 0 ? [`${loaded} documents are still loaded`] : []
  return { ...outcomeOf(before, after, boards), flaws }
}

/** Gives how many documents are loaded all the same, where the server can tell. */
async function openAndLeave(stage: Stage, venue: Venue, count: number): Promise<number> {
  const { update } = baseBoard(1)
  await inBatches(Array.from({ length: count }), doorWidth, async () => {
    const board = await venue.openBoard()
    const person = await write(await board.seat(), [update])
    person.close()
  })
  return letGo(stage)
}

async function letGo({ task }: Stage): Promise<number> {
  await seconds(untilLetGo)
  if (!builds.includes(task.server)) return 0
  const isEmpty = async () => (await loadedRooms(task.base)) === 0
  await until('no board is loaded', isEmpty, patience).catch(() => undefined)
  return loadedRooms(task.base)
}

async function loadedRooms(base: string): Promise<number> {
  const metrics = await (await fetch(`${base}/metrics`)).text()
  return Number(/^gamelan_rooms (\d+)/m.exec(metrics)?.[1])
}

/** Resident bytes, as they are and after a collection. */
interface Memory {
  readonly atRest: number
  readonly kept: number
}

async function memoryAtRest({ pid }: Stage): Promise<Memory> {
  await seconds(rest)
  const atRest = memoryOf(pid)
  process.kill(pid, 'SIGUSR2')
  await seconds(collection)
  return { atRest, kept: memoryOf(pid) }
}

function outcomeOf(before: Memory, after: Memory, count: number): Outcome {
  const measures = {
    each: (after.kept - before.kept) / count / kilobyte,
    eachAtRest: (after.atRest - before.kept) / count / kilobyte,
    total: after.atRest / kilobyte / kilobyte,
  }
  return { measures, flaws: [] }
}
