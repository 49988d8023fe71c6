import { flushSync } from 'svelte'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { addCard, moveCard } from '../../shared/board/board-edits.ts'
import type { CardId, ParticipantId } from '../../shared/ids.ts'
import { cardValue, readCardIn, readColumn, readText } from '../../client/board/board-readers.ts'
import { tracked } from '../../client/state/yjs.svelte.ts'
import { effects } from '../support/effects.svelte.ts'

const board = () => boardDoc(new Y.Doc())
const card = (n: number) => `c_${n}` as CardId
const ana = 'p_ana' as ParticipantId

let stop: (() => void) | undefined
afterEach(() => stop?.())

function boardOf(count: number) {
  const made = board()
  for (let n = 0; n < count; n++) {
    addCard(made, { id: card(n), kind: 'action', title: `Card ${n}`, by: ana, at: n })
  }
  return made
}

test('[PAGE-1] moving one card of 200 re-runs one effect', () => {
  const made = boardOf(200)
  const runs: string[] = []
  stop = effects(
    Array.from({ length: 200 }, (_, n) => () => {
      const read = readCardIn(card(n), cardValue(made, card(n)))
      runs.push(read?.id ?? 'none')
    }),
  )
  flushSync()
  expect(runs).toHaveLength(200)
  runs.length = 0

  moveCard(made, card(7), { before: null, after: null })
  flushSync()
  expect(runs).toEqual([card(7)])
})

test('[PAGE-1] a letter typed in a title re-runs who reads that title, and not its column', () => {
  const made = boardOf(3)
  const runs: string[] = []
  const [first] = readColumn(made, 'action')
  stop = effects([
    () => runs.push(`column ${readColumn(made, 'action').length}`),
    () => runs.push(first ? readText(first.title) : 'none'),
  ])
  flushSync()
  expect(runs).toEqual(['column 3', 'Card 0'])
  runs.length = 0

  first?.title.insert(0, 'A ')
  flushSync()
  expect(runs).toEqual(['A Card 0'])
})

test('[PAGE-1] one listener serves every reader of a type, and none is left behind', () => {
  const text = new Y.Doc().getText('title')
  const runs: number[] = []
  const listeners = () => (text as unknown as { _eH: { l: unknown[] } })._eH.l.length
  const release = effects([1, 2, 3].map((n) => () => runs.push(n + tracked(text).length)))
  flushSync()
  expect(runs).toEqual([1, 2, 3])
  expect(listeners()).toBe(1)
  release()
  return Promise.resolve().then(() => expect(listeners()).toBe(0))
})
