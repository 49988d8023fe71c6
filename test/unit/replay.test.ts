import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import {
  addCard,
  assign,
  moveCard,
  setDoing,
  setPart,
  setHypothesisStatus,
  setLink,
  setRemoved,
} from '../../shared/board/board-edits.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { readCard } from '../../shared/board/card.ts'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { CardId, InjectId, ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { foldChanges } from '../../shared/replay/change.ts'
import { Chronicle } from '../../shared/replay/chronicle.ts'
import type { HistoryRow } from '../../shared/replay/history-row.ts'
import { historyRow, seqAt } from '../../shared/replay/history-row.ts'
import type { Player } from '../../shared/replay/player.ts'
import {
  advance,
  atSpeed,
  follow,
  pause,
  play,
  playerAt,
  seek,
  step,
} from '../../shared/replay/player.ts'
import { nextMark, previousMark, Score } from '../../shared/replay/score.ts'
import { Tape } from '../../shared/replay/tape.ts'
import { inboxInjects, stageDoc } from '../../shared/stage/stage-doc.ts'
import { Chance } from '../band/chance.ts'

const ana = 'p_ana' as ParticipantId
const bo = 'p_bo' as ParticipantId
const card = 'c_disk' as CardId
const signal = 'c_alert' as CardId

/** A document whose every transaction becomes a row of whoever is at it. */
function recorded() {
  const doc = new Y.Doc()
  const rows: HistoryRow[] = []
  const pen = { author: ana as ParticipantId | null, at: 0 }
  doc.on('update', (update: Uint8Array) => rows.push({ seq: rows.length + 1, update, ...pen }))
  const as = (author: ParticipantId | null, at: number) => Object.assign(pen, { author, at })
  return { doc, rows, as }
}

describe('rows', () => {
  test('[REPLAY-5] a wall moment finds the last row that was there', () => {
    const rows = [{ at: 10 }, { at: 10 }, { at: 25 }]
    expect([9, 10, 24, 25, 99].map((moment) => seqAt(rows, moment))).toEqual([0, 2, 2, 3, 3])
    expect(seqAt([], 5)).toBe(0)
  })

  test('[REPLAY-6] a row from the wire is read with its author, the server as nobody', () => {
    const wire = { seq: 3, at: 17, author: 'p_ana', update: 'AAE=' }
    expect(historyRow(wire)).toEqual({ seq: 3, at: 17, author: ana, update: Uint8Array.of(0, 1) })
    expect(historyRow({ ...wire, author: 'server' }).author).toBeNull()
  })
})

describe('the chronicle', () => {
  function played() {
    const { doc, rows, as } = recorded()
    const board = boardDoc(doc)
    const text = () => must(readCard(card, board.cards.get(card)), 'the card')
    return { board, rows, as, text }
  }

  test('[REPLAY-6] every change is told with who did it, to which card, from what to what', () => {
    const { board, rows, as, text } = played()
    addCard(board, { id: card, kind: 'hypothesis', title: 'Disk', by: ana, at: 1 })
    as(bo, 1_000)
    text().title.insert(4, ' full')
    setHypothesisStatus(board, card, 'testing')
    addCard(board, { id: signal, kind: 'signal', title: 'df -h', by: bo, at: 1 })
    setLink(board, signal, card, 'supports')
    setLink(board, signal, card, null)
    assign(board, card, ana)
    moveCard(board, card, { before: 'a5', after: null })
    setDoing(board, bo, { text: 'Reading logs', cardId: card, at: 1 })
    setDoing(board, bo, { text: '', cardId: null, at: 1 })
    setPart(board, bo, 'Scribe')
    board.notes.insert(0, 'n')
    setRemoved(board, card, true)
    const chronicle = new Chronicle()
    chronicle.append(rows)
    const about = { cardId: card, title: 'Disk full' }
    const link = { cardId: signal, title: 'df -h', relation: 'supports', other: card }
    expect(chronicle.changes).toMatchObject([
      { what: 'card added', kind: 'hypothesis', seq: 1, author: ana, cardId: card, title: 'Disk' },
      { what: 'title edited', seq: 2, at: 1_000, author: bo, ...about },
      { what: 'status', from: 'proposed', to: 'testing', ...about },
      { what: 'card added', kind: 'signal' },
      { what: 'linked', ...link, otherTitle: 'Disk full' },
      { what: 'unlinked', ...link },
      { what: 'assigned', from: null, to: ana, ...about },
      { what: 'card moved', ...about },
      { what: 'doing', of: bo, text: 'Reading logs', cardId: card },
      { what: 'doing', of: bo, text: '', cardId: null },
      { what: 'part', of: bo, part: 'Scribe', cardId: null },
      { what: 'notes edited', cardId: null },
      { what: 'card removed', ...about },
    ])
  })

  test('[REPLAY-6] what a peer wrote past the schemas is no change anybody is told of', () => {
    const { board, rows } = played()
    board.cards.set('c_x', 'no card')
    board.links.set('nonsense', 'supports')
    board.doing.set('<script>', { text: 'x' })
    const chronicle = new Chronicle()
    chronicle.append(rows)
    expect(chronicle.changes).toEqual([])
    expect(chronicle.read).toBe(3)
  })

  test('[REPLAY-6] a card is added when it comes onto the board, and put back when it comes again', () => {
    const { board, rows } = played()
    const hidden = {
      id: card,
      kind: 'action',
      title: 'Ask',
      by: ana,
      at: 1,
      removed: true,
    } as const
    addCard(board, hidden)
    for (const removed of [false, true, false]) setRemoved(board, card, removed)
    const chronicle = new Chronicle()
    chronicle.append(rows)
    expect(chronicle.changes.map(({ what, seq }) => [what, seq])).toEqual([
      ['card added', 2],
      ['card removed', 3],
      ['card restored', 4],
    ])
  })

  test('[REPLAY-6] letters typed without a long pause are one change, also between others', () => {
    const { board, rows, as, text } = played()
    addCard(board, { id: card, kind: 'hypothesis', title: '', by: ana, at: 1 })
    for (const [index, letter] of Array.from('Disk').entries()) {
      as(ana, 1_000 * index)
      text().title.insert(index, letter)
      as(bo, 1_000 * index)
      board.notes.insert(0, letter)
    }
    as(ana, 60_000)
    text().title.insert(4, '!')
    const chronicle = new Chronicle()
    chronicle.append(rows)
    const folded = foldChanges(chronicle.changes)
    expect(folded.map(({ what, author, at, until }) => ({ what, author, at, until }))).toEqual([
      { what: 'card added', author: ana, at: 0, until: 3_000 },
      { what: 'notes edited', author: bo, at: 0, until: 3_000 },
      { what: 'title edited', author: ana, at: 60_000, until: 60_000 },
    ])
    expect(folded[0]?.title).toBe('Disk')
  })
})

describe('the score', () => {
  const inject = (id: string, whisper = false) => ({
    id: id as InjectId,
    content: { kind: 'message' as const, title: id },
    whisper,
    at: 5,
    wallAt: 5,
  })

  function scored() {
    const stage = recorded()
    const inbox = recorded()
    stage.as(null, 100)
    stageDoc(stage.doc).phases.push([{ phase: 'play', wallAt: 98, at: 0 }])
    stage.as(null, 200)
    stageDoc(stage.doc).injects.push([inject('i_all')])
    stageDoc(stage.doc).injects.push(['not an inject'])
    inbox.as(null, 150)
    inboxInjects(inbox.doc).push([inject('i_ana', true)])
    return { stage: stage.rows, inbox: inbox.rows }
  }

  test('[REPLAY-7] phases, injects and whispers are marks, at the moment the history shows them', () => {
    const { stage, inbox } = scored()
    const score = new Score()
    score.append('stage', stage)
    score.append(inboxOf(ana), inbox)
    expect(score.marks).toMatchObject([
      { kind: 'phase', phase: 'play', moment: 100 },
      { kind: 'inject', moment: 150, to: ana, inject: { id: 'i_ana' } },
      { kind: 'inject', moment: 200, to: null, inject: { id: 'i_all' } },
    ])
  })

  test('[REPLAY-34] who began to conduct, cards, fermatas and spins are marks, and nothing else of these', () => {
    const { doc, rows, as } = recorded()
    const stage = stageDoc(doc)
    const moment = { wallAt: 5, at: 5 }
    as(null, 100)
    stage.rotations.push([
      { what: 'started', everyMs: 60_000, order: [ana, bo], by: ana, ...moment },
      { what: 'due', ...moment },
      { what: 'offered', from: ana, to: bo, by: ana, ...moment },
    ])
    as(null, 200)
    stage.rotations.push([{ what: 'readBack', by: bo, ...moment }])
    as(null, 300)
    stage.draws.push([{ what: 'drawn', n: 1, by: ana, playsAt: 9, ...moment }])
    as(null, 400)
    stage.draws.push([{ what: 'played', n: 1, cardId: 'late', title: 'Late', text: '', ...moment }])
    as(null, 500)
    const id = 'f_1'
    stage.fermatas.push([{ event: 'held', id, probes: ['?'], by: ana, speed: 1, ...moment }])
    stage.fermatas.push([{ event: 'answered', id, author: bo, ...moment }])
    as(null, 600)
    stage.fermatas.push([{ event: 'revealed', id, by: ana, answers: [], ...moment }])
    as(null, 700)
    const entries = ['DNS', 'Disk'].map((title) => ({ id: title, label: title }))
    const turned = { wheel: 'incident', entries, weights: [1, 1], picked: 1, turns: 5.5 }
    stage.spins.push([{ id: 'w_1', ...turned, by: ana, ...moment }])
    const score = new Score()
    score.append('stage', rows)
    expect(score.marks).toMatchObject([
      { moment: 100, turn: { is: 'conducts', person: ana } },
      { moment: 200, turn: { is: 'conducts', person: bo } },
      { moment: 400, turn: { is: 'card', title: 'Late' } },
      { moment: 500, turn: { is: 'held' } },
      { moment: 600, turn: { is: 'revealed' } },
      { moment: 700, kind: 'spin', spin: { picked: 1 } },
    ])
  })

  test('[REPLAY-7] next and previous go from mark to mark and stop at the ends', () => {
    const { stage, inbox } = scored()
    const score = new Score()
    score.append(inboxOf(ana), inbox)
    score.append('stage', stage)
    const at = (mark: { moment: number } | null) => mark?.moment
    expect([0, 100, 149, 200].map((moment) => at(nextMark(score.marks, moment)))).toEqual([
      100,
      150,
      150,
      undefined,
    ])
    expect([100, 150, 999].map((moment) => at(previousMark(score.marks, moment)))).toEqual([
      undefined,
      100,
      200,
    ])
  })

  test('[REPLAY-7] documents other than the stage and inboxes bear no marks', () => {
    const score = new Score()
    for (const doc of ['board', 'script'] satisfies DocName[]) score.append(doc, scored().stage)
    expect(score.marks).toEqual([])
  })
})

describe('the tape', () => {
  const quiet = { longerThan: 100, becomes: 10 }

  test('[REPLAY-8] quiet stretches are shortened, and only those', () => {
    const tape = new Tape([1_000, 1_050, 5_050, 5_090], quiet)
    expect([tape.start, tape.end, tape.length]).toEqual([1_000, 5_090, 100])
    expect([0, 50, 55, 60, 100, 900].map((at) => tape.momentAt(at))).toEqual([
      1_000, 1_050, 3_050, 5_050, 5_090, 5_090,
    ])
    expect(new Tape([1_000, 1_050, 5_050, 5_090]).length).toBe(4_090)
  })

  test('[REPLAY-8] tape positions and wall moments say the same of any history', () => {
    const chance = new Chance(8)
    for (let round = 0; round < 200; round++) {
      let at = 1_000
      const gap = () => (chance.happens(0.2) ? chance.below(5_000) : chance.below(90))
      const moments = Array.from({ length: 1 + chance.below(30) }, () => (at += gap()))
      const tape = new Tape(moments, chance.happens(0.7) ? quiet : null)
      for (const moment of moments)
        expect(tape.momentAt(tape.tapeAt(moment))).toBeCloseTo(moment, 6)
      const positions = moments.map((moment) => tape.tapeAt(moment))
      expect(positions).toEqual([...positions].sort((a, b) => a - b))
    }
  })

  test('[REPLAY-8] a history of one row is a tape of no length', () => {
    const tape = new Tape([7])
    expect([tape.start, tape.end, tape.length, tape.momentAt(3), tape.tapeAt(9)]).toEqual([
      7, 7, 0, 7, 0,
    ])
  })
})

describe('the player', () => {
  const tape = new Tape([1_000, 2_000])
  const playing = (position: number): Player => ({ ...playerAt(position), playing: true })

  test('[REPLAY-9] it moves at its speed while it plays, and rests at the end', () => {
    const player = atSpeed(play(playerAt(1_000), tape), 4)
    expect(advance(player, tape, 100).position).toBe(1_400)
    expect(advance(pause(player), tape, 100).position).toBe(1_000)
    expect(advance(player, tape, 300)).toMatchObject({ position: 2_000, playing: false })
  })

  test('[REPLAY-9] playing from the end starts over', () => {
    expect(play(playerAt(2_000), tape)).toMatchObject({ position: 1_000, playing: true })
  })

  test('[REPLAY-9] seeking stays within the session and does not stop the music', () => {
    expect(seek(playing(1_500), tape, 99)).toMatchObject({ position: 1_000, playing: true })
    expect(seek(playing(1_500), tape, 9_999).position).toBe(2_000)
    expect(step(playing(1_500), tape, -200).position).toBe(1_300)
  })

  test('[REPLAY-9] it follows the end of a session that goes on, until one seeks', () => {
    const player = follow(playerAt(1_200), tape)
    const longer = new Tape([1_000, 2_000, 2_500])
    expect(player.position).toBe(2_000)
    expect(advance(player, longer, 10).position).toBe(2_500)
    expect(seek(player, longer, 1_100)).toMatchObject({ position: 1_100, following: false })
  })
})
