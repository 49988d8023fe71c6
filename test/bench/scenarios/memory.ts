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
import type { Outcome, Scenario } from './scenario.ts'

const few = 200
const many = 1_200
const boards = 500
/** Opened before, so that what is made once is not counted as theirs. */
const firstBoards = 50
const doorWidth = 25
const kilobyte = 1_024
/** Seconds until what is left of the arrival is cleared away. */
const rest = 8
const idleSeconds = 2
/** Hocuspocus writes down and lets go after two quiet seconds; ours says how many it holds. */
const untilLetGo = 10
/** Longer than a board is kept by default, in milliseconds. */
const patience = 75_000

/** What one more person costs who is only there. */
export const memoryOfConnections: Scenario = {
  name: 'memory-connections',
  title: 'Memory of people who are only there: 1,200 instead of 200 at one board',
  isQuick: false,
  servers: serverNames,
  rows: [
    {
      measure: 'each',
      label: 'per connection',
      unit: 'KiB',
      digits: 1,
      goals: [timesOf('y-websocket', 1.3)],
    },
    { measure: 'total', label: 'the server with 1,200', unit: 'MiB', digits: 0, goals: [] },
  ],
  play: playConnections,
}

/** What a board costs that nobody is at any more. */
export const memoryOfBoards: Scenario = {
  name: 'memory-boards',
  title: 'Memory of 500 boards that were opened, edited once and left',
  isQuick: false,
  servers: syncing,
  env: { GAMELAN_IDLE_SECONDS: String(idleSeconds) },
  rows: [
    {
      measure: 'each',
      label: 'per board',
      unit: 'KiB',
      digits: 1,
      goals: [timesOf('hocuspocus', 0.5)],
    },
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

async function memoryAtRest(stage: Stage): Promise<number> {
  await seconds(rest)
  return memoryOf(stage.pid)
}

function outcomeOf(before: number, after: number, count: number): Outcome {
  const each = (after - before) / count / kilobyte
  return { measures: { each, total: after / kilobyte / kilobyte }, flaws: [] }
}
