import { toBase64 } from 'lib0/buffer'
import { flushSync } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import DryRunPanel from '../../client/dry-run/DryRunPanel.svelte'
import { dryRunWords as say } from '../../client/words/dry-run.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { addCard } from '../../shared/board/board-edits.ts'
import type { CardId, InjectId, SessionId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { DryMoment } from '../../shared/replay/dry-outcome.ts'
import { RecordedRows } from '../../shared/replay/recorded-rows.ts'
import { scriptDoc } from '../../shared/script/script-doc.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import type { Trigger } from '../../shared/stage/trigger.ts'
import { stageDoc } from '../../shared/stage/stage-doc.ts'
import type { History, WireRow } from '../../shared/wire/api.ts'
import { ana, draw, Staged } from './staged.ts'

const start = 1_700_000_000_000
let drawn: ReturnType<typeof draw> | undefined

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
})

/** What one change of an empty document is as a row. */
function rowOf(change: (doc: Y.Doc) => void, second = 0): { rows: WireRow[] } {
  const doc = new Y.Doc()
  doc.transact(() => change(doc))
  const update = toBase64(Y.encodeStateAsUpdate(doc))
  return { rows: [{ seq: 1, at: start + second * 1_000, author: ana, update }] }
}

function injectOf(name: string, order: number, trigger: Trigger): PlannedInject {
  const content = { kind: 'message', title: `The ${name}` } as const
  const common = { audience: { to: 'everyone' }, state: 'planned' } as const
  return { id: `i_${name}` as InjectId, order, content, trigger, ...common }
}

/** A minute of play in which somebody wrote one card, with a run of show of three. */
function recorded(card = 'The replica is behind'): History {
  const plan = [
    injectOf('late', 0, { on: 'time', at: 600_000 }),
    injectOf('pager', 1, { on: 'text', matching: 'replica' }),
    injectOf('driver', 2, { on: 'text', matching: 'failover' }),
  ]
  const session = { id: 's_x' as SessionId, title: 'T', format: 'gamelan', createdAt: 0 } as const
  return {
    session: { ...session, situation: null, you: null },
    documents: {
      stage: rowOf((doc) => stageDoc(doc).clock.push([{ wallAt: start, at: 0, speed: 1 }])),
      board: rowOf((doc) => {
        const added = { id: 'c_x' as CardId, kind: 'signal', title: card, by: ana, at: 1 } as const
        addCard(boardDoc(doc), added)
      }, 20),
      script: rowOf((doc) => {
        for (const inject of plan) scriptDoc(doc).plan.set(inject.id, inject)
      }),
    },
  }
}

function bundleOf({ session, documents }: History): string {
  return JSON.stringify({ format: 'gamelan-session/1', session, participants: [], documents })
}

function panel(onpick?: (moment: DryMoment) => void) {
  const stage = new Staged('facilitator')
  stage.wall = start + 60_000
  const props = { recorded: () => Promise.resolve(recorded()), ...(onpick && { onpick }) }
  drawn = draw((internals) => DryRunPanel(internals, props), stage)
  return { stage, page: drawn.page }
}

function press(page: HTMLElement, words: string) {
  const named = (each: HTMLElement) => each.textContent.trim().startsWith(words)
  must([...page.querySelectorAll('button')].find(named), words).click()
}

async function listIn(page: HTMLElement): Promise<string[]> {
  return vi.waitFor(() => {
    flushSync()
    expect(page.querySelector('[role="status"]')?.textContent).toBe(say.done)
    return Array.from(page.querySelectorAll('li'), (each) =>
      each.textContent.replace(/\s+/g, ' ').trim(),
    )
  })
}

function chosen(page: HTMLElement, text: string) {
  const input = must(page.querySelector<HTMLInputElement>('input[type="file"]'), 'the picker')
  Object.defineProperty(input, 'files', {
    value: [new File([text], 'evening.json')],
    configurable: true,
  })
  Object.defineProperty(input, 'value', { value: '', writable: true, configurable: true })
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

test('[DRYRUN-7] the present session is tried, and the list stands in the order of the run of show', async () => {
  const picked = vi.fn<(moment: DryMoment) => void>()
  const { stage, page } = panel(picked)
  press(page, say.present)
  const [late, pager, driver] = await listIn(page)
  expect(late).toBe(`The late ${say.outcome.never([say.missing.time('1:00')])}`)
  expect(pager).toMatch(/^The pager 0:20 · /)
  expect(driver).toBe(`The driver ${say.outcome.never([say.missing.text('failover')])}`)
  press(page, 'The pager')
  expect(picked.mock.calls[0]?.[0]).toMatchObject({ at: 20_000, wallAt: start + 20_000 })
  expect(stage.sent).toEqual([])
})

test('[DRYRUN-6] a recorded session from a file is tried with the present run of show, up to its own end', async () => {
  const { page } = panel()
  chosen(page, bundleOf(recorded('A failover at noon')))
  const [late, pager, driver] = await listIn(page)
  expect(late).toBe(`The late ${say.outcome.never([say.missing.time('0:20')])}`)
  expect(pager).toBe(`The pager ${say.outcome.never([say.missing.text('replica')])}`)
  expect(driver).toMatch(/^The driver 0:20 · /)
})

test('[DRYRUN-6] what is no recorded session is refused with a sentence, wherever it goes wrong', async () => {
  const { page } = panel()
  const { documents } = recorded()
  const broken = { format: 'gamelan-session/1', documents: { ...documents, board: { rows: [7] } } }
  for (const text of ['{', '{"format":"other/1"}', JSON.stringify(broken)]) {
    chosen(page, text)
    await vi.waitFor(() => {
      flushSync()
      const said = page.querySelector('[role="status"]')?.textContent
      expect(said).toMatch(/^This is no recorded session/)
    })
    press(page, say.present)
    await listIn(page)
  }
})

test('[DRYRUN-6] rows come one behind the other, in the order of time, in documents that there are', () => {
  const [row] = rowOf(() => undefined).rows
  const read = (documents: Record<string, { rows: unknown[] }>) => {
    const rows = new RecordedRows(documents)
    while (!rows.advance(1));
    return rows.rowsByDoc.get('board')?.length
  }
  const next = (more: object) => ({ ...row, seq: 2, ...more })
  expect(read({ board: { rows: [row, next({})] } })).toBe(2)
  expect(() => read({ board: { rows: [row, next({ seq: 3 })] } })).toThrow(/no recorded session/)
  expect(() => read({ board: { rows: [row, next({ at: 1 })] } })).toThrow(/no recorded session/)
  expect(() => read({ cellar: { rows: [row] } })).toThrow(/no recorded session/)
})
