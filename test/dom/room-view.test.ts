import type { Component } from 'svelte'
import { flushSync, mount, unmount } from 'svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { BoardNews } from '../../client/board/board-news.ts'
import type { BoardEdit, BoardView } from '../../client/board/board-view.ts'
import { provideBoardView } from '../../client/board/board-view.ts'
import { provideConductView } from '../../client/conduct/conduct-view.ts'
import Stand from '../../client/conduct/Stand.svelte'
import { provideStageView } from '../../client/state/stage-view.ts'
import { tracked } from '../../client/state/yjs.svelte.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { addCard, setHypothesisStatus } from '../../shared/board/board-edits.ts'
import type { CardId, InjectId, ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { ana, noScript, Staged } from './staged.ts'

const minute = 60_000
const bo = 'p_bo' as ParticipantId
const card = 'c_1' as CardId

/** A stage whose time moves when the test says so. */
class TimedStage extends Staged {
  override now(): number {
    tracked(this.doc.clock)
    return this.wall
  }

  wait(milliseconds: number): void {
    this.wall += milliseconds
    this.doc.clock.push([{ wallAt: this.wall, at: 0, speed: 1 }])
    flushSync()
  }
}

let stage: TimedStage
let board: Y.Doc
/** The board on Bo's page, whose changes come in over the network. */
let bos: Y.Doc
let page: HTMLElement
let drawn: ReturnType<typeof mount>

beforeEach(() => {
  stage = new TimedStage('facilitator')
  const entry = must(stage.people[0], 'Ana')
  stage.doc.roster.set(bo, { ...entry, participantId: bo, name: 'Bo', role: 'participant' })
  stage.doc.phases.push([{ phase: 'play', wallAt: 1, at: 0 }])
  board = new Y.Doc()
  bos = new Y.Doc()
  bos.on('update', (update: Uint8Array) => {
    Y.applyUpdate(board, update, 'network')
    flushSync()
  })
  addCard(boardDoc(bos), { id: card, kind: 'hypothesis', title: 'Disk', by: ana, at: 1 })
  page = document.body.appendChild(document.createElement('main'))
  drawn = drawRoom()
  front('People')
})

afterEach(async () => {
  await unmount(drawn)
  page.remove()
})

function drawRoom(): ReturnType<typeof mount> {
  const [awareness, theirs] = [new Awareness(board), new Awareness(bos)]
  const state = { participantId: bo, typing: false, dragging: false, away: false }
  theirs.setLocalState(state)
  applyAwarenessUpdate(awareness, encodeAwarenessUpdate(theirs, [bos.clientID]), 'network')
  const view: BoardView = {
    format: stage.format,
    board: boardDoc(board),
    people: stage.people,
    present: [state],
    presentAt: () => [],
    me: ana,
    now: () => stage.now(),
    storyOf: () => Promise.resolve([]),
    news: new BoardNews(boardDoc(board)),
    edit: { awareness } as Partial<BoardEdit> as BoardEdit,
  }
  const under: Component = (...[anchor]) => {
    provideBoardView(view)
    provideStageView(stage)
    provideConductView(noScript)
    return Stand(anchor, {})
  }
  const made = mount(under, { target: page, context: new Map() })
  flushSync()
  return made
}

/** Brings the people to the front of the stand, or puts them behind the run of show. */
function front(side: 'People' | 'Run of show'): void {
  const buttons = [...page.querySelectorAll('button')]
  must(
    buttons.find(({ textContent }) => textContent.trim() === side),
    side,
  ).click()
  flushSync()
}

const room = () => must(page.querySelector('[aria-labelledby="stand-room"]'), 'the room')
const lines = () => [...room().querySelectorAll('li')].map((line) => line.textContent)

test('[ROOM-1] [ROOM-2] a silence is told in words, and any change of the board ends it', () => {
  expect(lines()).toEqual(['Bo: active'])
  stage.wait(6 * minute)
  expect(lines()).toEqual(['Bo: quiet for 6 min'])
  // One click, no letter typed: the document does not say whose it was.
  setHypothesisStatus(boardDoc(bos), card, 'testing')
  expect(lines()).toEqual(['Bo: active'])
  stage.wait(3 * minute)
  expect(lines()).toEqual(['Bo: quiet for 3 min'])
})

test('[ROOM-2] what was seen while the run of show was in front counts, too', () => {
  front('Run of show')
  stage.wait(3 * minute)
  setHypothesisStatus(boardDoc(bos), card, 'testing')
  stage.wait(4 * minute)
  front('People')
  expect(lines()).toEqual(['Bo: quiet for 4 min'])
})

test('[ROOM-3] what landed lies there until somebody makes a card of it', () => {
  const content = { kind: 'message', title: 'The vendor calls' } as const
  const inject = { id: 'i_1' as InjectId, content, whisper: false, at: 0, wallAt: stage.wall }
  stage.doc.injects.push([inject])
  stage.wait(minute)
  expect(room().textContent).not.toContain('The vendor calls')
  stage.wait(minute)
  expect(lines()).toContain('The vendor calls')
  addCard(boardDoc(bos), {
    id: 'c_2' as CardId,
    kind: 'signal',
    title: 'They call',
    by: bo,
    at: stage.wall,
    source: { from: 'inject', injectId: inject.id },
  })
  expect(room().textContent).not.toContain('The vendor calls')
})
