import * as Y from 'yjs'
import { arrive, documentOf } from '../load/newcomer.ts'
import type { Manner } from '../load/history.ts'
import { history } from '../load/history.ts'
import { LoadWindow } from '../load/load-window.ts'
import type { Person, Seat } from '../load/person.ts'
import { write } from '../load/scribe.ts'
import type { Stage } from '../load/stage.ts'
import { seconds } from '../load/stage.ts'
import { stockJoins } from '../load/stock-joins.ts'
import type { Board } from '../load/venue.ts'
import { median } from '../report/statistics.ts'
import { lasting, syncing } from '../servers/server-name.ts'
import { timesOf } from './goals.ts'
import type { Goal, Outcome, Row, Scenario } from './scenario.ts'

const edits = 50_000
const burst = 50
/** Hocuspocus writes a document down after two quiet seconds. */
const untilStored = 4

/** People come, one by one and all at once, to a board with a long history that is in use. */
export const coldJoin: Scenario = {
  name: 'cold-join',
  title: 'Joining a board of 50,000 edits that is in use',
  isQuick: false,
  servers: syncing,
  rows: joinRows([timesOf('y-websocket', 0.1)], [timesOf('y-websocket', 0.6)]),
  play: (stage) => playLoaded(stage, 'scattered'),
}

/** The same where Yjs makes little of as many edits. */
export const coldJoinTyped: Scenario = {
  name: 'cold-join-typed',
  title: 'Joining a board where 50,000 letters were typed and taken back',
  isQuick: false,
  servers: syncing,
  rows: joinRows([], []),
  play: (stage) => playLoaded(stage, 'typed'),
}

/** The first one comes after a restart. */
export const coldJoinFromDisk: Scenario = {
  name: 'cold-join-disk',
  title: 'The first join to a board of 50,000 edits after a restart',
  isQuick: false,
  servers: lasting,
  rows: [
    {
      measure: 'wire',
      label: 'until it has come',
      unit: 'ms',
      digits: 0,
      goals: [timesOf('hocuspocus', 0.5)],
    },
    { measure: 'cpu', label: 'CPU of it', unit: 'ms', digits: 0, goals: [] },
  ],
  play: playFromDisk,
}

function joinRows(cpu: readonly Goal[], wire: readonly Goal[]): Row[] {
  return [
    { measure: 'cpu', label: 'CPU per join', unit: 'ms', digits: 2, goals: cpu },
    { measure: 'wire', label: 'until it has come', unit: 'ms', digits: 1, goals: wire },
    { measure: 'stock', label: 'stock client synced', unit: 'ms', digits: 0, goals: [] },
    { measure: 'burst', label: '50 at once: all there', unit: 'ms', digits: 0, goals: [] },
    { measure: 'burstCpu', label: '50 at once: CPU per join', unit: 'ms', digits: 2, goals: [] },
  ]
}

async function playLoaded(stage: Stage, manner: Manner): Promise<Outcome> {
  const { board, host } = await boardWithHistory(stage, manner)
  const flaws = await flawsOf(await board.seat(), manner)
  const joins = stage.task.quick ? 10 : 30
  const one = await joinInTurn(stage, await seats(board, joins))
  const stock = median(await stockJoins(await board.seat(), joins))
  const all = await joinAtOnce(stage, await seats(board, burst))
  host.close()
  return { measures: { ...one, ...all, stock }, flaws }
}

async function playFromDisk(stage: Stage): Promise<Outcome> {
  const { board, host } = await boardWithHistory(stage, 'scattered')
  const seat = await board.seat()
  host.close()
  const took: number[] = []
  const cpu: number[] = []
  for (let restart = 0; restart < 3; restart += 1) {
    await stage.stop()
    await stage.start()
    const window = new LoadWindow(stage.pid)
    took.push(await arrive(seat))
    cpu.push(window.end().serverCpu)
  }
  const measures = { wire: median(took), cpu: median(cpu) }
  return { measures, flaws: await flawsOf(seat, 'scattered') }
}

async function boardWithHistory(
  stage: Stage,
  manner: Manner,
): Promise<{ board: Board; host: Person }> {
  const board = await stage.openVenue().openBoard()
  const host = await write(await board.seat(), history(edits, manner))
  await seconds(untilStored)
  return { board, host }
}

function seats(board: Board, count: number): Promise<Seat[]> {
  return Promise.all(Array.from({ length: count }, () => board.seat()))
}

async function joinInTurn(stage: Stage, all: readonly Seat[]) {
  const took: number[] = []
  const window = new LoadWindow(stage.pid)
  for (const seat of all) took.push(await arrive(seat))
  return { cpu: window.end().serverCpu / all.length, wire: median(took) }
}

async function joinAtOnce(stage: Stage, all: readonly Seat[]) {
  const start = performance.now()
  const window = new LoadWindow(stage.pid)
  await Promise.all(all.map(arrive))
  const took = performance.now() - start
  return { burst: took, burstCpu: window.end().serverCpu / all.length }
}

/** Whether a newcomer gets exactly what was written. */
async function flawsOf(seat: Seat, manner: Manner): Promise<string[]> {
  const written = new Y.Doc()
  const updates = history(edits, manner)
  written.transact(() => updates.forEach((update) => Y.applyUpdate(written, update)))
  return saidBy(await documentOf(seat)) === saidBy(written) ? [] : ['the document is another']
}

interface Card {
  readonly title: string
  readonly text: string
}

/** What stands on the cards, in an order of its own: a map has none that all agree on. */
function saidBy(doc: Y.Doc): string {
  const cards: Record<string, Card> = doc.getMap('cards').toJSON()
  const lines = Object.entries(cards).map(([id, { title, text }]) => `${id}: ${title}\n${text}`)
  return lines.sort().join('\n')
}
