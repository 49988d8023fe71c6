import { flushSync, mount, unmount } from 'svelte'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { Component } from 'svelte'
import { provideConductView } from '../../client/conduct/conduct-view.ts'
import { provideMarkedView } from '../../client/moments/marked-view.ts'
import SeenAsDue from '../../client/seeas/SeenAsDue.svelte'
import SeenAsPage from '../../client/seeas/SeenAsPage.svelte'
import { bellSound } from '../../client/stage/bell-sound.svelte.ts'
import { SeenAs } from '../../client/state/seen-as.svelte.ts'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import { seeAsWords as say } from '../../client/words/see-as.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { addCard, setDoing } from '../../shared/board/board-edits.ts'
import type { CardId, InjectId, ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import {
  inboxBlindAnswers,
  inboxInjects,
  inboxMarks,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import { until } from '../support/until.ts'
import { noScript } from './staged.ts'

const kim = 'p_kim' as ParticipantId
const lee = 'p_lee' as ParticipantId
const noor = 'p_noor' as ParticipantId
const wall = 1_700_000_100_000
const moment = { wallAt: wall - 5_000, at: 60_000 }

let documents: { board: Y.Doc; stage: Y.Doc; inbox: Y.Doc }
let left: number
let page: HTMLElement
let close: () => Promise<void>

/** A whole page is drawn: slow where a machine is busy. */
const compiling = 60_000
vi.setConfig({ testTimeout: compiling })
beforeAll(() => import('../../client/fermata/FermataPanel.svelte'), compiling)
beforeEach(() => {
  documents = { board: new Y.Doc(), stage: new Y.Doc(), inbox: new Y.Doc() }
  left = 0
  playSome()
})
afterEach(async () => {
  await close()
  vi.restoreAllMocks()
})

/** A little of everything that has a control for whoever plays. */
function playSome(): void {
  const stage = stageDoc(documents.stage)
  const enter = (participantId: ParticipantId, name: string, role: string, hue: number) =>
    stage.roster.set(participantId, {
      ...{ participantId, name, role, hue, number: 1, joinedAt: hue, removedAt: null },
    })
  enter(noor, 'Noor', 'facilitator', 10)
  enter(kim, 'Kim', 'participant', 90)
  enter(lee, 'Lee', 'participant', 200)
  stage.phases.push([{ phase: 'play', ...moment }])
  stage.clock.push([{ wallAt: moment.wallAt, at: moment.at, speed: 1 }])
  stage.channel.push([
    { id: 'm_1', author: lee, text: 'Who has the logs?', replyTo: null, ...moment },
  ])
  stage.rotations.push([
    { what: 'started', everyMs: 300_000, order: [lee, kim], by: noor, ...moment },
    { what: 'offered', from: lee, to: kim, by: lee, words: 'All is open', ...moment },
  ])
  stage.standOffers.push([{ what: 'offered', from: noor, to: kim, keep: false, ...moment }])
  stage.draws.push([{ what: 'opened', byPlayers: true, by: noor, ...moment }])
  stage.injects.push([
    { id: 'i_all', content: { kind: 'message', title: 'Fan stops' }, whisper: false, ...moment },
  ])
  inboxInjects(documents.inbox).push([
    { id: 'i_kim', content: { kind: 'call', title: 'Only for Kim' }, whisper: true, ...moment },
  ])
  const board = boardDoc(documents.board)
  const by = { by: lee, at: wall }
  addCard(board, { id: 'c_1' as CardId, kind: 'hypothesis', title: 'Dust', ...by })
  addCard(board, { id: 'c_2' as CardId, kind: 'action', title: 'Clean it', ...by })
  addCard(board, { id: 'c_3' as CardId, kind: 'signal', title: 'It hums', ...by })
  setDoing(board, lee, { text: 'Listening', cardId: null, at: wall })
}

function holdFermata(): void {
  const held = { event: 'held', id: 'f_1', probes: ['What is it?'], by: noor, speed: 1, ...moment }
  stageDoc(documents.stage).fermatas.push([held])
  flushSync()
}

function look(person = kim): void {
  const seen = new SeenAs({
    page: {
      board: boardDoc(documents.board),
      present: [],
      presentAt: () => [],
      now: () => wall,
      storyOf: () => Promise.resolve([]),
    },
    person,
    stage: stageDoc(documents.stage),
    inbox: documents.inbox,
    madeFor: 'gamelan',
    hasCome: () => true,
    dispose: () => undefined,
  })
  const target = document.body.appendChild(document.createElement('main'))
  const props = { seen, title: 'Roof', situation: 'Birds on the roof', onleave: () => (left += 1) }
  // As it stands on the facilitator's page: their script is around it.
  const under: Component<typeof props> = (...rest) => {
    provideConductView({ ...noScript, plan: [prepared] })
    provideMarkedView({ marked: [] })
    return SeenAsPage(...rest)
  }
  const drawn = mount(under, { target, props })
  flushSync()
  page = target
  close = async () => {
    await unmount(drawn)
    target.remove()
  }
}

const prepared: PlannedInject = {
  id: 'i_secret' as InjectId,
  order: 1,
  content: { kind: 'message', title: 'The owner sells the house' },
  audience: { to: 'everyone' },
  trigger: { on: 'time', at: 90_000 },
  state: 'planned',
}

const buttons = () => [...page.querySelectorAll('button')]
const nameOf = (button: HTMLElement) =>
  (button.getAttribute('aria-label') ?? button.textContent).replace(/\s+/g, ' ').trim()

/** Everything that is written into a document from here on. */
function writes(): Uint8Array[] {
  const seen: Uint8Array[] = []
  for (const doc of Object.values(documents)) {
    doc.on('update', (update: Uint8Array) => seen.push(update))
  }
  return seen
}

test('[SEEAS-1] it is their page: what landed for all, what was whispered to them, the board, the talk', () => {
  look()
  const words = page.textContent
  for (const each of ['Fan stops', 'Only for Kim', 'Who has the logs?', 'Listening', 'Roof']) {
    expect(words).toContain(each)
  }
  expect(page.querySelector('section')?.getAttribute('aria-label')).toBe(say.name('Kim'))
})

test('[SEEAS-1] somebody else’s whisper is not on it', () => {
  documents.inbox = new Y.Doc()
  look(lee)
  expect(page.textContent).toContain('Fan stops')
  expect(page.textContent).not.toContain('Only for Kim')
})

test('[SEEAS-2] nothing on it can be written with, and whatever is pressed writes nothing', async () => {
  holdFermata()
  look()
  await until('the fermata is there', () => page.textContent.includes('What is it?'))
  expect(page.querySelectorAll('textarea, [contenteditable="true"], form')).toHaveLength(0)
  expect(page.querySelectorAll('input:not([readonly]):not([disabled])')).toHaveLength(0)
  const written = writes()
  const asked = vi.spyOn(globalThis, 'fetch')
  // What a press unfolds is pressed as well.
  const pressed = new Set<string>()
  for (let round = 0; round < 4; round += 1) {
    for (const button of buttons()) {
      const name = nameOf(button)
      if (pressed.has(name) || name === say.back) continue
      pressed.add(name)
      button.click()
      flushSync()
    }
  }
  expect(pressed.size).toBeGreaterThan(5)
  expect(
    [...pressed].filter((name) => /^(Add|I have|Not me|Draw|Hand over|Save|Send)/.test(name)),
  ).toEqual([])
  expect(written).toEqual([])
  expect(asked).not.toHaveBeenCalled()
})

test('[SEEAS-3] nothing of the script is on it, nor what they noted for themselves', () => {
  inboxMarks(documents.inbox).set('k_1', { id: 'k_1', text: 'I am lost here', ...moment })
  inboxBlindAnswers(documents.inbox).set('f_1', {
    ...{ fermataId: 'f_1', author: kim, texts: ['No idea'], wallAt: wall },
  })
  holdFermata()
  look()
  expect(page.textContent).not.toContain('The owner sells the house')
  expect(page.textContent).not.toContain('I am lost here')
})

test('[SEEAS-4] what lands while one looks is shown, and does not ring', () => {
  look()
  const ring = vi.spyOn(bellSound, 'ring')
  const said = toasts.said.n
  const content = { kind: 'message', title: 'And now the pump' }
  stageDoc(documents.stage).injects.push([
    { id: 'i_new', content, whisper: false, wallAt: wall, at: 65_000 },
  ])
  flushSync()
  expect(page.textContent).toContain('And now the pump')
  expect(ring).not.toHaveBeenCalled()
  expect(toasts.said.n).toBe(said)
})

test('[SEEAS-5] Escape and one button lead back, and keys are not for the page behind', () => {
  look()
  const behind = vi.fn()
  addEventListener('keydown', behind)
  const press = (target: EventTarget, key: string) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  expect(document.activeElement).toBe(page.querySelector('header'))
  press(document.body, 'h')
  press(must(document.activeElement, 'the banner'), 'h')
  expect(behind).not.toHaveBeenCalled()
  press(document.body, 'Escape')
  expect(left).toBe(1)
  press(must(document.activeElement, 'the banner'), 'Escape')
  must(
    buttons().find((each) => nameOf(each) === say.back),
    'the way back',
  ).click()
  expect(left).toBe(3)
  removeEventListener('keydown', behind)
})

test('[SEEAS-6] what is about to land by the facilitator’s own run of show is told', async () => {
  look()
  const target = document.body.appendChild(document.createElement('div'))
  const stage = { clock: [{ wallAt: wall, at: 60_000, speed: 1 }], now: () => wall }
  const script = { plan: [prepared], landings: new Map<never, never>() }
  const due = mount(SeenAsDue, { target, props: { script, stage } })
  expect(target.textContent).toContain(say.due('The owner sells the house', '0:30'))
  await unmount(due)
  const far = { ...script, plan: [{ ...prepared, trigger: { on: 'time', at: 200_000 } as const }] }
  const later = mount(SeenAsDue, { target, props: { script: far, stage } })
  expect(target.textContent.trim()).toBe('')
  await unmount(later)
  target.remove()
})
