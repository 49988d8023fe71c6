import { flushSync } from 'svelte'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { boardDoc } from '../../shared/board/board-doc.ts'
import type { BoardView } from '../../client/board/board-view.ts'
import { provideBoardView } from '../../client/board/board-view.ts'
import { experimentCsv } from '../../client/gameday/experiment-csv.ts'
import GameDay from '../../client/gameday/GameDay.svelte'
import { perform } from '../../client/palette/gesture.ts'
import { gestureOf, rowsFor } from '../../client/palette/key-table.ts'
import { markWords } from '../../client/replay/mark-words.ts'
import Debrief from '../../client/stage/Debrief.svelte'
import { timelineMarks } from '../../client/stage/timeline-marks.ts'
import type { StageView } from '../../client/state/stage-view.ts'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import { spokenFormat } from '../../client/words/formats.ts'
import { gameDayWords as say } from '../../client/words/gameday.ts'
import type { CardId, ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { Score } from '../../shared/replay/score.ts'
import type { AbortEvent } from '../../shared/stage/abort.ts'
import type { ExperimentEvent } from '../../shared/stage/experiment.ts'
import { ana, draw, Staged } from './staged.ts'

const bo = 'p_bo' as ParticipantId
const moment = { wallAt: 1_700_000_040_000, at: 90_000 }
let drawn: { dispose: () => Promise<void> }[] = []

beforeAll(() => import('../../client/gameday/GameDayPanel.svelte'), 60_000)
beforeEach(() => toasts.say(''))
afterEach(async () => {
  for (const each of drawn) await each.dispose()
  drawn = []
})

function staged(role: ConstructorParameters<typeof Staged>[0] = 'participant'): Staged {
  const stage = new Staged(role)
  const person = { participantId: bo, name: 'Bo', role: 'participant', hue: 90, number: 1 }
  stage.doc.roster.set(bo, { ...person, joinedAt: 2, removedAt: null })
  stage.doc.formats.push([{ format: 'game-day', wallAt: 1, by: ana }])
  stage.doc.phases.push([{ phase: 'play', wallAt: 1, at: 0 }])
  return stage
}

function happen(stage: Staged, ...events: (AbortEvent | ExperimentEvent)[]): void {
  for (const event of events) {
    const list = 'n' in event ? stage.doc.experiments : stage.doc.aborts
    list.push([event])
  }
  flushSync()
}

const aborted = (by = bo): AbortEvent => ({ event: 'aborted', by, speed: 1, ...moment })
const cleared: AbortEvent = { event: 'cleared', by: ana, ...moment }
const started = (n: number, title: string): ExperimentEvent => ({
  ...{ event: 'started', n, title, by: bo },
  ...moment,
})
const stopped = (n: number, how: 'stopped' | 'aborted' = 'stopped'): ExperimentEvent => ({
  ...{ event: 'stopped', n, how, by: bo, at: 180_000 },
  wallAt: moment.wallAt + 90_000,
})
const observed = (n: number, text: string): ExperimentEvent => ({
  ...{ event: 'observed', n, text, by: ana, at: 120_000 },
  wallAt: moment.wallAt + 30_000,
})

const page = (stage: StageView, component: Parameters<typeof draw>[0] = GameDay) => {
  const one = draw(component, stage)
  drawn.push(one)
  return one.page
}

/** The line over a board whose plan reads like this, for somebody who only looks on. */
function overBoard(stage: StageView, plan: Record<string, string>): HTMLElement {
  const ydoc = new Y.Doc()
  const board = boardDoc(ydoc)
  for (const [field, text] of Object.entries(plan)) ydoc.getText(`gameday.${field}`).insert(0, text)
  const view: BoardView = {
    ...{ format: spokenFormat('game-day'), board, people: stage.people, present: [] },
    ...{ presentAt: () => [], me: ana, now: () => stage.now(), storyOf: () => Promise.resolve([]) },
    ...{ news: null, edit: null },
  }
  return page(stage, ((...rest: Parameters<typeof GameDay>) => {
    provideBoardView(view)
    return GameDay(...rest)
  }) as typeof GameDay)
}

function button(of: HTMLElement, words: string): HTMLButtonElement {
  const all = [...of.querySelectorAll('button')]
  return must(
    all.find((each) => (each.ariaLabel ?? each.textContent).trim().startsWith(words)),
    `the button “${words}”`,
  )
}
function click(of: HTMLElement, words: string): void {
  button(of, words).click()
  flushSync()
}
function write(field: HTMLInputElement | null, text: string): void {
  const found = must(field, 'a field')
  found.value = text
  found.dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
}
async function opened(shown: HTMLElement): Promise<HTMLElement> {
  click(shown, say.line.open)
  await vi.waitFor(() => {
    flushSync()
    expect(shown.querySelector('.panel')).not.toBeNull()
  })
  return must(shown.querySelector<HTMLElement>('.panel'), 'the panel')
}

test('[GAMEDAY-50] the four fields are in one line, and whole in a panel that is no dialog', async () => {
  const stage = staged('observer')
  const shown = overBoard(stage, { steadyState: '420 requests/s', abortRule: 'Errors above 1 %' })
  const glance = [...shown.querySelectorAll('.line li')].map((each) => each.textContent.trim())
  expect(glance).toEqual([
    'Steady state 420 requests/s',
    `Hypothesis ${say.plan.empty}`,
    `Blast radius ${say.plan.empty}`,
    'Abort rule Errors above 1 %',
  ])
  const panel = await opened(shown)
  expect(panel.querySelectorAll('[data-plan]')).toHaveLength(4)
  expect(panel.textContent).toContain('420 requests/s')
  expect(panel.querySelector('textarea')).toBeNull()
  expect(shown.querySelector('[role="dialog"]')).toBeNull()
  panel.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  flushSync()
  expect(shown.querySelector('.panel')).toBeNull()
  expect(document.activeElement?.textContent).toContain(say.line.open)
})

test('[GAMEDAY-50] other formats show nothing of it', () => {
  const stage = staged()
  stage.doc.formats.push([{ format: 'tabletop', wallAt: 2, by: ana }])
  expect(page(stage).querySelector('section')).toBeNull()
  const keys = (format: string) =>
    rowsFor(true, false, spokenFormat(format)).map(({ gesture }) => gesture.do)
  expect(keys('tabletop')).not.toContain('abort')
  expect(keys('game-day')).toContain('abort')
})

test('[GAMEDAY-51] one key or one button calls it off without a question; in a field the key is a letter', () => {
  const stage = staged()
  const shown = page(stage)
  const press = (target: Element) => {
    let gesture: ReturnType<typeof gestureOf> = null
    const hear = (event: Event) => {
      gesture = gestureOf(event as KeyboardEvent)
    }
    target.addEventListener('keydown', hear)
    target.dispatchEvent(new KeyboardEvent('keydown', { key: '!', shiftKey: true, bubbles: true }))
    target.removeEventListener('keydown', hear)
    return gesture
  }
  expect(press(document.body)).toEqual({ do: 'abort' })
  expect(press(shown.appendChild(document.createElement('textarea')))).toBeNull()
  expect(perform({ do: 'abort' })).toBe(true)
  click(shown, say.abort.name)
  expect(stage.sent).toEqual([{ type: 'gameday.abort' }, { type: 'gameday.abort' }])
})

test('[GAMEDAY-51] who only looks on has neither, and outside of play there is nothing to call off', () => {
  const watching = overBoard(staged('observer'), {})
  expect(watching.textContent).not.toContain(say.abort.name)
  const stage = staged()
  stage.doc.phases.push([{ phase: 'debrief', wallAt: 2, at: 5 }])
  expect(page(stage).textContent).not.toContain(say.abort.name)
  expect(perform({ do: 'abort' })).toBe(false)
})

test('[GAMEDAY-52] that it was called off takes the line, is said at once, and takes nobody’s focus', () => {
  const stage = staged()
  const elsewhere = document.body.appendChild(document.createElement('input'))
  elsewhere.focus()
  const shown = page(stage)
  expect(shown.querySelector('[role="alert"]')).toBeNull()
  happen(stage, { ...aborted(), why: 'Errors at 3 %' } as AbortEvent)
  expect(shown.querySelector('[role="alert"]')?.textContent).toBe(say.abort.said('Bo'))
  expect(shown.querySelector('.line')?.textContent).toContain('Bo called everything off at')
  expect(shown.querySelector('.line')?.textContent).toContain('Errors at 3 %')
  expect(shown.querySelector('.ring.aborted')).not.toBeNull()
  expect(document.activeElement).toBe(elsewhere)
  expect(shown.textContent).not.toContain(say.abort.clear)
  happen(stage, cleared)
  expect(toasts.said.text).toBe(say.abort.cleared)
  expect(shown.querySelector('.ring.aborted')).toBeNull()
  elsewhere.remove()
})

test('[GAMEDAY-52] a replay shows it and says nothing aloud', () => {
  const stage = staged()
  happen(stage, aborted())
  const replay = Object.create(stage, { send: { value: null } }) as StageView
  const shown = page(replay)
  expect(shown.textContent).toContain('Bo called everything off')
  expect(shown.querySelector('[role="alert"]')).toBeNull()
  expect(shown.querySelector('form')).toBeNull()
})

test('[GAMEDAY-53] a facilitator goes on with one click', () => {
  const stage = staged('facilitator')
  happen(stage, aborted())
  click(page(stage), say.abort.clear)
  expect(stage.sent).toEqual([{ type: 'gameday.clear' }])
})

test('[GAMEDAY-53] whoever called it off says why beside it, and nobody else is asked', async () => {
  const stage = staged()
  happen(stage, aborted(ana))
  const shown = page(stage)
  expect(shown.textContent).toContain('You called everything off')
  write(shown.querySelector('input'), ' Too many errors ')
  click(shown, say.abort.say)
  expect(stage.sent).toEqual([{ type: 'gameday.explain', why: 'Too many errors' }])
  happen(stage, { event: 'explained', by: ana, why: 'Too many errors', ...moment })
  await vi.waitFor(() => expect(shown.querySelector('form')).toBeNull())
  expect(shown.textContent).toContain('Too many errors')
})

test('[GAMEDAY-54] what runs stands in the line with its time; stop and observation are below it', async () => {
  const stage = staged()
  happen(stage, started(1, 'Stop cache 1'), stopped(1), observed(1, 'Nothing'))
  happen(stage, started(2, 'Stop cache 2'), observed(2, 'Errors 3 %'))
  const shown = page(stage)
  const running = must(shown.querySelector('.running'), 'what runs')
  expect(running.textContent).toContain('Stop cache 2')
  expect(running.textContent).toContain('1:00')
  const panel = await opened(shown)
  expect(panel.querySelector('details')?.open).toBe(false)
  expect(panel.querySelector('summary')?.textContent).toBe(say.experiment.earlier(1))
  const item = must(panel.querySelector<HTMLElement>('article'), 'an experiment')
  expect(item.textContent).toContain('Errors 3 %')
  write(item.querySelector('input'), 'Errors 1 %')
  click(item, say.experiment.note)
  await vi.waitFor(() => {
    flushSync()
    expect(item.querySelector('input')?.value).toBe('')
  })
  click(item, say.experiment.stop)
  await vi.waitFor(() => expect(stage.sent).toHaveLength(2))
  expect(stage.sent).toEqual([
    { type: 'experiment.observe', n: 2, text: 'Errors 1 %' },
    { type: 'experiment.stop', n: 2 },
  ])
})

test('[GAMEDAY-54] a typed title starts one; what was refused stays in the field with why', async () => {
  const stage = staged()
  stage.reply = { ok: false, error: { code: 'not-saved', message: 'No network just now.' } }
  const panel = await opened(page(stage))
  write(panel.querySelector('form input'), 'Stop cache 2')
  click(panel, say.experiment.start)
  await vi.waitFor(() => {
    flushSync()
    expect(panel.textContent).toContain('No network')
  })
  expect(panel.querySelector<HTMLInputElement>('form input')?.value).toBe('Stop cache 2')
  expect(stage.sent).toEqual([{ type: 'experiment.start', title: 'Stop cache 2' }])
})

test('[GAMEDAY-55] an action asks to be run as an experiment, which names its card', () => {
  const stage = staged()
  page(stage)
  const cardId = 'c_1' as CardId
  expect(perform({ do: 'experiment', title: 'Stop cache 2', cardId })).toBe(true)
  expect(stage.sent).toEqual([{ type: 'experiment.start', title: 'Stop cache 2', cardId }])
})

test('[GAMEDAY-56] the debrief lays the log out as a table', () => {
  const stage = staged()
  expect(page(stage, Debrief).querySelector('table')).toBeNull()
  happen(stage, started(1, 'Stop cache 1'), observed(1, 'Errors 3 %'), stopped(1, 'aborted'))
  happen(stage, started(2, 'Stop cache 2'))
  const rows = [...page(stage, Debrief).querySelectorAll('tbody tr')]
  expect(rows).toHaveLength(2)
  expect(rows[0]?.textContent).toContain('aborted by Bo')
  expect(rows[0]?.textContent).toContain('Errors 3 %')
  expect(rows[1]?.textContent).toContain(say.experiment.running)
})

test('[GAMEDAY-57] the log is CSV, and no cell of it is a formula', () => {
  const stage = staged()
  happen(stage, started(1, '=HYPERLINK("x")'), observed(1, 'Errors, "3 %"\nand more'))
  for (const sign of ['=', '+', '-', '@', '\t']) happen(stage, observed(1, `${sign}1`))
  happen(stage, started(2, 'Quiet'), stopped(2))
  const csv = experimentCsv(stage.experiments, stage.people)
  expect(csv.startsWith('"number","experiment","started"')).toBe(true)
  expect(csv).toContain(`"1","'=HYPERLINK(""x"")","2023-11-14T22:14:00.000Z","Bo","","running"`)
  expect(csv).toContain('"Ana","Errors, ""3 %""\nand more"\r\n')
  expect(csv.match(/"'[=+\-@\t]1"/g)).toHaveLength(5)
  expect(csv.trimEnd().split('\r\n').at(-1)).toMatch(/^"2","Quiet",.*"stopped by Bo","","",""$/)
})

test('[GAMEDAY-58] aborts and experiments stand on the timeline, and an abort is a mark of the replay', () => {
  const stage = staged()
  happen(stage, started(1, 'Stop cache 2'), aborted(), cleared)
  const marks = timelineMarks(stage).filter(({ kind }) => kind === 'abort' || kind === 'experiment')
  expect(marks.map(({ words }) => words).sort()).toEqual([
    say.mark.abort('Bo'),
    say.mark.experiment('Stop cache 2'),
  ])
  const ydoc = must(stage.doc.aborts.doc, 'its document')
  const score = new Score()
  score.append('stage', [{ seq: 1, at: 5, author: bo, update: Y.encodeStateAsUpdate(ydoc) }])
  const found = score.marks.filter(({ kind }) => kind === 'abort')
  expect(found.map((mark) => markWords(mark, stage.people))).toEqual([say.mark.abort('Bo')])
})
