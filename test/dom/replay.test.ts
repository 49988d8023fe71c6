import { toBase64 } from 'lib0/buffer'
import { flushSync, mount, unmount } from 'svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { provideBoardView } from '../../client/board/board-view.ts'
import { provideStageView } from '../../client/state/stage-view.ts'
import { changeSentence } from '../../client/board/change-words.ts'
import ChangeList from '../../client/replay/ChangeList.svelte'
import { marksCardOf } from '../../client/replay/last-change.ts'
import { provideReplay, ReplayState } from '../../client/replay/replay-state.svelte.ts'
import Transport from '../../client/replay/Transport.svelte'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import Feed from '../../client/stage/Feed.svelte'
import { boardDoc, readCards } from '../../shared/board/board-doc.ts'
import { addCard, setHypothesisStatus } from '../../shared/board/board-edits.ts'
import type { CardId, InjectId, MarkId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { seek } from '../../shared/replay/player.ts'
import type { MarkedMoment } from '../../shared/stage/marked-moment.ts'
import { inboxChoices, inboxInjects, inboxMarks, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { History, WireRow } from '../../shared/wire/api.ts'
import { until } from '../support/until.ts'

const ana = 'p_ana' as ParticipantId
const bo = 'p_bo' as ParticipantId
const card = 'c_disk' as CardId
const start = 1_700_000_000_000

/** A document whose every transaction becomes a row, as the server keeps them. */
class Recorded {
  readonly doc = new Y.Doc()
  readonly rows: WireRow[] = []
  at = start
  author: string = ana

  constructor() {
    this.doc.on('update', (update: Uint8Array) => {
      const seq = this.rows.length + 1
      this.rows.push({ seq, at: this.at, author: this.author, update: toBase64(update) })
    })
  }

  /** @param second after the start */
  write(second: number, author: string, change: (doc: Y.Doc) => void): void {
    this.at = start + second * 1_000
    this.author = author
    change(this.doc)
  }
}

const inject = (id: string, second: number, whisper = false) => ({
  id,
  content: { kind: 'message', title: `Surprise ${id}` },
  whisper,
  at: second * 1_000,
  wallAt: start + second * 1_000,
})

function playedSession() {
  const [board, stage, inbox] = [new Recorded(), new Recorded(), new Recorded()]
  const joined = { role: 'participant', number: 1, joinedAt: 1, removedAt: null }
  stage.write(0, 'server', (doc) => {
    stageDoc(doc).roster.set(ana, { participantId: ana, name: 'Ana', hue: 40, ...joined })
    stageDoc(doc).roster.set(bo, { participantId: bo, name: 'Bo', hue: 200, ...joined })
  })
  stage.write(2, 'server', (doc) =>
    stageDoc(doc).phases.push([{ phase: 'play', wallAt: start + 2_000, at: 0 }]),
  )
  board.write(5, ana, (doc) =>
    addCard(boardDoc(doc), { id: card, kind: 'hypothesis', title: 'Disk', by: ana, at: 1 }),
  )
  stage.write(10, 'server', (doc) => stageDoc(doc).injects.push([inject('i_all', 10)]))
  inbox.write(12, 'server', (doc) => inboxInjects(doc).push([inject('i_bo', 12, true)]))
  board.write(20, bo, (doc) => setHypothesisStatus(boardDoc(doc), card, 'testing'))
  return { board, stage, inbox }
}

function historyOf({ board, stage, inbox }: ReturnType<typeof playedSession>): History {
  return {
    session: {
      id: 's_one' as SessionId,
      title: 'Thursday',
      format: 'gamelan',
      createdAt: start,
      situation: null,
      you: { participantId: ana, role: 'facilitator', name: 'Ana' },
    },
    documents: {
      board: { rows: board.rows },
      stage: { rows: stage.rows },
      [`inbox/${bo}`]: { rows: inbox.rows },
      script: { rows: board.rows },
    },
  }
}

let played: ReturnType<typeof playedSession>
let replay: ReplayState
const disposals: (() => unknown)[] = []

beforeEach(() => {
  played = playedSession()
  const history = historyOf(played)
  replay = new ReplayState(history)
  replay.append(history)
})

afterEach(async () => {
  replay.dispose()
  for (const dispose of disposals.splice(0)) await dispose()
  document.body.replaceChildren()
})

const goTo = (second: number) =>
  replay.show(seek(replay.player, replay.tape, start + second * 1_000))
const secondNow = () => (replay.player.position - start) / 1_000

function draw(component: typeof Transport): HTMLElement {
  const target = document.body.appendChild(document.createElement('main'))
  const drawn = mount(
    (...rest: Parameters<typeof Transport>) => {
      provideReplay(replay)
      provideBoardView(replay)
      provideStageView(replay)
      return component(...rest)
    },
    { target, context: new Map() },
  )
  disposals.push(() => unmount(drawn))
  flushSync()
  return target
}

const press = (key: string) => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))
  flushSync()
}

test('[FORMAT-6] each moment is shown in the format that was chosen then', () => {
  const choose = (second: number, format: string) =>
    played.stage.write(second, ana, (doc) =>
      stageDoc(doc).formats.push([{ format, wallAt: start + second * 1_000, by: ana }]),
    )
  choose(21, 'tabletop')
  choose(24, 'game-day')
  const rows = played.stage.rows.slice(must(replay.known.stage, 'the rows read by then'))
  replay.append({ ...historyOf(played), documents: { stage: { rows } } })
  const shownAt = (second: number) => {
    goTo(second)
    return replay.format.id
  }
  expect([20, 22, 24, 22, 1].map(shownAt)).toEqual([
    'gamelan',
    'tabletop',
    'game-day',
    'tabletop',
    'gamelan',
  ])
})

test('[REPLAY-10] every view shows its part of the same moment, forwards and backwards', () => {
  const shown = () => ({
    cards: readCards(replay.board).map((each) => ('status' in each ? each.status : null)),
    injects: replay.injects.map(({ id }) => id),
    phase: replay.phase,
  })
  goTo(99)
  expect(shown()).toEqual({ cards: ['testing'], injects: ['i_all', 'i_bo'], phase: 'play' })
  goTo(11)
  expect(shown()).toEqual({ cards: ['proposed'], injects: ['i_all'], phase: 'play' })
  goTo(1)
  expect(shown()).toEqual({ cards: [], injects: [], phase: 'lobby' })
  goTo(20)
  expect(shown()).toEqual({ cards: ['testing'], injects: ['i_all', 'i_bo'], phase: 'play' })
})

test('[REPLAY-11] a replay has no way to write: no verbs of the board, no commands', () => {
  expect([replay.edit, replay.send]).toEqual([null, null])
  goTo(99)
  const page = draw(Feed)
  expect(page.textContent).toContain('Surprise i_all')
  expect(page.querySelector('.act button')).toBeNull()
})

test('[BRANCH-52] a branch is shown as it was at each moment, a whispered one too, and nothing can be chosen', () => {
  const chose = (injectId: string, second: number, by: ParticipantId) => ({
    ...{ event: 'chose', injectId, by, option: 'o1' },
    ...{ wallAt: start + second * 1_000, at: second * 1_000 },
  })
  played.stage.write(14, bo, (doc) => stageDoc(doc).choices.push([chose('i_all', 14, bo)]))
  played.inbox.write(15, bo, (doc) => inboxChoices(doc).push([chose('i_bo', 15, bo)]))
  played.stage.write(16, ana, (doc) =>
    stageDoc(doc).choices.push([{ ...chose('i_all', 16, ana), event: 'settled' }]),
  )
  replay = new ReplayState(historyOf(played))
  replay.append(historyOf(played))
  const branch = (id: string) => replay.branches.get(id as InjectId)
  goTo(13)
  expect(replay.branches.size).toBe(0)
  goTo(15)
  expect([...(branch('i_all')?.choices ?? [])]).toEqual([[bo, 'o1']])
  expect(branch('i_all')?.settled).toBeNull()
  expect([...(branch('i_bo')?.choices ?? [])]).toEqual([[bo, 'o1']])
  goTo(17)
  expect(branch('i_all')?.settled).toMatchObject({ by: ana, option: 'o1' })
  goTo(14)
  expect(branch('i_all')?.settled).toBeNull()
  expect(branch('i_bo')).toBeUndefined()
  expect(replay.send).toBeNull()
})

test('[REPLAY-12] a whisper in a facilitator’s replay says whose it was', () => {
  goTo(99)
  expect(draw(Feed).textContent).toContain('Whispered to Bo')
})

test('[REPLAY-13] keys play, stride, and jump from mark to mark', () => {
  draw(Transport)
  press(']')
  expect(secondNow()).toBe(2)
  press(']')
  expect(secondNow()).toBe(10)
  press('ArrowRight')
  expect(secondNow()).toBe(15)
  press('[')
  expect(secondNow()).toBe(12)
  press('ArrowLeft')
  expect(secondNow()).toBe(7)
  press('End')
  expect(secondNow()).toBe(20)
  press('Home')
  expect(secondNow()).toBe(0)
  press(' ')
  expect(replay.player.playing).toBe(true)
})

test('[REPLAY-13] keys that mean something else where the focus is are left alone', () => {
  const page = draw(Transport)
  const speed = must(page.querySelector('select'), 'the choice of speeds')
  for (const key of [' ', 'ArrowRight', 'End'])
    speed.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  expect([secondNow(), replay.player.playing]).toEqual([0, false])
})

test('[REPLAY-13] the scrubber is a slider that says exercise and wall time', () => {
  const slider = must(draw(Transport).querySelector('input[type="range"]'), 'the slider')
  expect(slider.getAttribute('aria-valuetext')).toMatch(/^0:00 of exercise, \d/)
  goTo(10)
  flushSync()
  expect((slider as HTMLInputElement).value).toBe('10000')
})

test('[REPLAY-6] the last change is told first, with its author, and its card is marked', async () => {
  goTo(99)
  const page = draw(ChangeList)
  await vi.waitFor(() => {
    flushSync()
    expect(page.querySelectorAll('li')).toHaveLength(2)
  })
  expect(page.querySelector('li')?.textContent).toMatch(/Bo\s+set “Disk” to testing/)
  const board = document.createElement('section')
  board.innerHTML = `<article data-card="${card}"></article>`
  const unmark = marksCardOf(replay.lastChanges[0], replay.everybody)(board)
  expect(board.querySelector('[data-changed]')?.getAttribute('style')).toBe('--changed-hue: 200;')
  if (unmark) unmark()
  expect(board.querySelector('[data-changed]')).toBeNull()
  goTo(6)
  flushSync()
  expect(page.querySelectorAll('li')).toHaveLength(1)
})

test('[REPLAY-14] people stand at the card they have just changed, and leave it after a while', async () => {
  const cardsNow = () => {
    flushSync()
    return replay.present.map(({ participantId, cardId }) => [participantId, cardId])
  }
  goTo(21)
  await vi.waitFor(() => expect(cardsNow()).toContainEqual([bo, card]))
  expect(cardsNow()).toEqual([
    [ana, null],
    [bo, card],
  ])
  goTo(15)
  expect(cardsNow()).toEqual([
    [ana, null],
    [bo, null],
  ])
})

test('[REPLAY-3] what happens while one watches is added, and the position stays', () => {
  goTo(11)
  const before = replay.known
  played.board.write(30, ana, (doc) => setHypothesisStatus(boardDoc(doc), card, 'refuted'))
  const all = historyOf(played)
  const rows = played.board.rows.slice(before.board)
  replay.append({ ...all, documents: { board: { rows } } })
  expect([secondNow(), replay.tape.end]).toEqual([11, start + 30_000])
  goTo(30)
  expect(readCards(replay.board)).toMatchObject([{ status: 'refuted' }])
})

test('[REPLAY-6] changes are told in words that name no one twice', () => {
  const common = { seq: 1, at: 0, until: 0, cardId: card, title: 'Disk' }
  const people = replay.everybody
  const words = (change: Parameters<typeof changeSentence>[0]) => {
    const { text, parts } = changeSentence(change, people)
    return text.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '')
  }
  expect(words({ ...common, what: 'assigned', author: bo, from: null, to: bo })).toBe(
    'Bo took “Disk”',
  )
  expect(words({ ...common, what: 'assigned', author: bo, from: null, to: ana })).toBe(
    'Bo put Ana on “Disk”',
  )
  expect(words({ ...common, what: 'doing', author: bo, of: bo, text: 'Logs', help: false })).toBe(
    'Bo is on: Logs',
  )
  expect(words({ ...common, what: 'doing', author: bo, of: bo, text: 'Logs', help: true })).toBe(
    'Bo asked for help with: Logs',
  )
  expect(words({ ...common, what: 'offered', author: bo, to: ana })).toBe(
    'Bo offered “Disk” to Ana',
  )
  expect(words({ ...common, what: 'part', author: bo, of: bo, part: 'Scribe' })).toBe(
    'Bo plays: Scribe',
  )
  expect(words({ ...common, what: 'part', author: bo, of: ana, part: null })).toBe(
    'Bo says that Ana plays no part any more',
  )
})

const noted = (id: string, author: ParticipantId, second: number, text: string): MarkedMoment => ({
  id: `k_${id}` as MarkId,
  author,
  text,
  wallAt: start + second * 1_000,
  at: second * 1_000,
})

/** The menu is fetched when it is first asked for, and the library that it stands on is compiled here. */
const compiling = 60_000

/** Bo noted what they saw at 8 s, and saved it at 18 s. */
function boNotes() {
  const mark = noted('bo', bo, 8, 'Nobody looked at the disk')
  played.inbox.write(18, bo, (doc) => inboxMarks(doc).set(mark.id, mark))
  replay.append(historyOf(played))
}

test('[MARK-8] a marked moment is on the timeline with its words, one key away', () => {
  boNotes()
  const page = draw(Transport)
  expect(page.querySelectorAll('.marked')).toHaveLength(1)
  goTo(6)
  press(']')
  expect(secondNow()).toBe(8)
  expect(toasts.said.text).toBe('Bo noted: Nobody looked at the disk')
})

test('[MARK-8] a menu goes to each, and says whose it is', { timeout: compiling }, async () => {
  await import('../../client/ui/MenuList.svelte')
  boNotes()
  const page = draw(Transport)
  const button = [...page.querySelectorAll('button')].find((each) =>
    each.textContent.includes('Marked'),
  )
  must(button, 'the menu').click()
  const item = () => document.querySelector('[role="menuitem"]')
  await until('the menu is open', () => item() !== null)
  expect(item()?.textContent).toContain('Bo noted: Nobody looked at the disk')
  expect(item()?.textContent).toContain('0:08')
  must(document.querySelector<HTMLElement>('[role="menuitem"]'), 'an item').click()
  await until('it is shown', () => secondNow() === 8)
})

test('[MARK-8] where nothing was marked, nothing asks for it', () => {
  const page = draw(Transport)
  expect(page.textContent).not.toContain('Marked')
  expect(page.querySelectorAll('.marked')).toHaveLength(0)
})
