import { toBase64 } from 'lib0/buffer'
import { flushSync, mount, unmount } from 'svelte'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { markWords } from '../../client/replay/mark-words.ts'
import ReplayRoom from '../../client/replay/ReplayRoom.svelte'
import { dryRunWords } from '../../client/words/dry-run.ts'
import { replayWords } from '../../client/words/replay.ts'
import type { ParticipantId, SessionId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { historyRow } from '../../shared/replay/history-row.ts'
import { Score } from '../../shared/replay/score.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { readRoster, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { History, WireRow } from '../../shared/wire/api.ts'

const ana = 'p_ana' as ParticipantId
const bo = 'p_bo' as ParticipantId
const start = 1_700_000_000_000

/** Ana conducts, then Bo; then a card of the deck is turned over. The session is closed. */
function evening(): WireRow[] {
  const doc = new Y.Doc()
  const rows: WireRow[] = []
  let at = start
  doc.on('update', (update: Uint8Array) =>
    rows.push({ seq: rows.length + 1, at, author: 'server', update: toBase64(update) }),
  )
  const stage = stageDoc(doc)
  const later = (second: number, change: (stage: StageDoc, moment: object) => void) => {
    at = start + second * 1_000
    doc.transact(() => change(stage, { wallAt: at, at: second * 1_000 }))
  }
  later(0, ({ roster, clock, phases }, moment) => {
    const joined = { role: 'participant', hue: 40, joinedAt: 1, removedAt: null }
    roster.set(ana, { participantId: ana, name: 'Ana', number: 1, ...joined })
    roster.set(bo, { participantId: bo, name: 'Bo', number: 1, ...joined })
    clock.push([{ wallAt: start, at: 0, speed: 1 }])
    phases.push([{ phase: 'play', ...moment }])
  })
  later(10, ({ rotations }, moment) =>
    rotations.push([{ what: 'started', everyMs: 60_000, order: [ana, bo], by: ana, ...moment }]),
  )
  later(20, ({ rotations }, moment) =>
    rotations.push([
      { what: 'offered', from: ana, to: bo, by: ana, ...moment },
      { what: 'readBack', by: bo, words: 'I have it.', ...moment },
    ]),
  )
  later(30, ({ draws }, moment) =>
    draws.push([
      { what: 'drawn', n: 1, by: bo, playsAt: start + 30_000, ...moment },
      {
        what: 'played',
        n: 1,
        cardId: 'late',
        title: 'All is late',
        text: 'By an hour.',
        ...moment,
      },
    ]),
  )
  later(40, ({ phases }, moment) => phases.push([{ phase: 'closed', ...moment }]))
  return rows
}

function room(documents: History['documents']): HTMLElement {
  const session = { id: 's_x' as SessionId, title: 'Thursday', format: 'gamelan' } as const
  const you = { participantId: ana, role: 'participant', name: 'Ana' } as const
  const history = { session: { ...session, createdAt: start, situation: null, you }, documents }
  const target = document.body.appendChild(document.createElement('div'))
  const props = {
    history,
    fetchMore: () => Promise.resolve(null),
    fetchAll: () => Promise.resolve(history),
  }
  const drawn = mount(ReplayRoom, { target, props })
  onTestFinished(async () => {
    await unmount(drawn)
    target.remove()
  })
  flushSync()
  return target
}

const named = (page: HTMLElement, words: string) =>
  [...page.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent.trim()) === words,
  )

test('[REPLAY-35] hand-overs and cards are gone to, and drawn as they were, with nothing to press', () => {
  const page = room({ stage: { rows: evening() } })
  const line = () => page.querySelector('.rotation .words')?.textContent.replace(/\s+/g, ' ').trim()
  const next = () => {
    must(named(page, replayWords.player.next), 'next').click()
    flushSync()
  }
  expect([line(), page.querySelector('.deck')]).toEqual([undefined, null])
  next()
  expect(line()).toBe('You conduct, 1:00 left, then Bo')
  next()
  expect(line()).toContain('Bo conducts, 1:00 left, then you')
  next()
  const deck = must(page.querySelector<HTMLElement>('.deck'), 'the table')
  expect(deck.textContent).toContain('All is late')
  expect([
    ...deck.querySelectorAll('button'),
    ...page.querySelectorAll('.rotation button'),
  ]).toEqual([])
  must(named(page, replayWords.player.previous), 'previous').click()
  flushSync()
  expect(page.querySelector('.deck')).toBeNull()
})

test('[REPLAY-34] each of these marks is told in words', () => {
  const score = new Score()
  score.append('stage', evening().map(historyRow))
  const words = score.marks.map((mark) => markWords(mark, readRoster(score.stage)))
  expect(words).toEqual(['Play', 'Ana conducts', 'Bo conducts', 'A card: All is late', 'Closed'])
})

test('[DRYRUN-7] a dry run is offered on the replay of who may read the script, and of nobody else', () => {
  const stage = { rows: evening() }
  expect(named(room({ stage }), dryRunWords.title)).toBeUndefined()
  const page = room({ stage, script: { rows: [] } })
  must(named(page, dryRunWords.title), 'the button').click()
  flushSync()
  expect(page.querySelector('.changes-place')?.textContent).toContain(dryRunWords.present)
})
