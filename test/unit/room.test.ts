import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { RoomFacts } from '../../client/conduct/room.ts'
import { roomAt } from '../../client/conduct/room.ts'
import { boardDoc, readCards, readDoings } from '../../shared/board/board-doc.ts'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { addCard, assign, setActionStatus, setDoing } from '../../shared/board/board-edits.ts'
import type { CardId, CueId, InjectId, MessageId, ParticipantId } from '../../shared/ids.ts'
import type { Role } from '../../shared/roles.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { Presence } from '../../shared/wire/presence.ts'

const minute = 60_000
const now = 1_700_000_000_000
const id = (name: string) => `p_${name}` as ParticipantId
const [ana, bo, zoe] = [id('ana'), id('bo'), id('zoe')]

const entry = (name: string, role: Role = 'participant', more = {}): RosterEntry => ({
  participantId: id(name),
  name,
  role,
  hue: 1,
  number: 1,
  joinedAt: now - 60 * minute,
  removedAt: null,
  ...more,
})

const page = (participantId: ParticipantId, more: Partial<Presence> = {}): Presence => ({
  participantId,
  typing: false,
  dragging: false,
  away: false,
  ...more,
})

function room(facts: Partial<RoomFacts> = {}, draw: (board: BoardDoc) => void = () => undefined) {
  const board = boardDoc(new Y.Doc())
  draw(board)
  return roomAt(
    {
      people: [entry('zoe'), entry('ana'), entry('bo')],
      present: [page(ana), page(bo), page(zoe)],
      channel: [],
      cues: [],
      injects: [],
      touches: new Map(),
      since: now - 30 * minute,
      cards: readCards(board),
      doings: readDoings(board),
      ...facts,
    },
    now,
  )
}

const stateOf = (name: string, seen: ReturnType<typeof room>) => {
  const player = seen.players.find(({ person }) => person.name === name)
  return player && [player.is, player.quietFor / minute]
}

test('[ROOM-1] players stand in the order of the roster, whoever is loud or quiet', () => {
  const touches = new Map([[bo, now]])
  const observer = entry('wim', 'observer')
  const conductor = entry('noor', 'facilitator')
  const gone = entry('gone', 'participant', { removedAt: now })
  const people = [conductor, entry('zoe'), observer, gone, entry('bo'), entry('ana')]
  const { players } = room({ people, touches })
  expect(players.map(({ person }) => person.name)).toEqual(['zoe', 'bo', 'ana'])
})

test('[ROOM-1] who writes is busy, who has no page is not here, who has another window is behind', () => {
  const present = [page(ana, { away: true }), page(ana, { typing: true }), page(bo, { away: true })]
  const seen = room({ present })
  expect(stateOf('ana', seen)).toEqual(['busy', 0])
  expect(stateOf('bo', seen)).toEqual(['behind', 0])
  expect(stateOf('zoe', seen)).toEqual(['gone', 0])
})

test('[ROOM-1] three actions in one hand are told, two are not, and what is done counts no more', () => {
  const hold = (board: BoardDoc, who: ParticipantId, count: number) => {
    for (let n = 0; n < count; n++) {
      const card = `c_${who}${n}` as CardId
      addCard(board, { id: card, kind: 'action', title: 'Do it', by: zoe, at: 1 })
      assign(board, card, who)
      if (n === 3) setActionStatus(board, card, 'done')
    }
  }
  const { players } = room({}, (board) => {
    hold(board, ana, 4)
    hold(board, bo, 2)
  })
  expect(players.map(({ person, holds }) => [person.name, holds])).toEqual([
    ['zoe', 0],
    ['ana', 3],
    ['bo', 0],
  ])
})

test('[ROOM-2] a word, a cue, a card, a line and a touch of the board are each a sign', () => {
  const at = now - 6 * minute
  const said = { id: 'm_1' as MessageId, author: ana, text: 'hm', wallAt: at, at: 0 }
  const raised = { id: 'q_1' as CueId, cue: 'slower' as const, author: ana, wallAt: at, at: 0 }
  const quiet = ['quiet', 6]
  expect(stateOf('ana', room())).toEqual(['quiet', 30])
  expect(stateOf('ana', room({ channel: [said] }))).toEqual(quiet)
  expect(stateOf('ana', room({ cues: [raised] }))).toEqual(quiet)
  expect(stateOf('ana', room({ touches: new Map([[ana, at]]) }))).toEqual(quiet)
  const withCard = room({}, (board) =>
    addCard(board, { id: 'c_1' as CardId, kind: 'signal', title: 'x', by: ana, at }),
  )
  expect(stateOf('ana', withCard)).toEqual(quiet)
  const withLine = room({}, (board) => setDoing(board, ana, { text: 'looking', cardId: null, at }))
  expect(stateOf('ana', withLine)).toEqual(quiet)
  expect(stateOf('bo', withLine)).toEqual(['quiet', 30])
})

test('[ROOM-2] the last sign counts, and under two minutes nobody is quiet', () => {
  const channel = [now - 9 * minute, now - minute].map((wallAt, n) => ({
    id: `m_${n}` as MessageId,
    author: ana,
    text: 'hm',
    wallAt,
    at: 0,
  }))
  expect(stateOf('ana', room({ channel }))).toEqual(['active', 0])
  expect(stateOf('ana', room({ channel, touches: new Map([[ana, now - 20 * minute]]) }))).toEqual([
    'active',
    0,
  ])
})

test('[ROOM-2] no silence is claimed for a time in which the page did not look, or they were not here', () => {
  expect(stateOf('ana', room({ since: now - minute }))).toEqual(['active', 0])
  expect(stateOf('ana', room({ since: now - 5 * minute }))).toEqual(['quiet', 5])
  const people = [entry('ana', 'participant', { joinedAt: now - 4 * minute })]
  expect(stateOf('ana', room({ people }))).toEqual(['quiet', 4])
})

test('[ROOM-3] what landed a while ago and no card was made of is told, oldest first', () => {
  const landed = (name: string, ago: number) => ({
    id: `i_${name}` as InjectId,
    content: { kind: 'message' as const, title: name },
    whisper: false,
    at: 0,
    wallAt: now - ago,
  })
  const injects = [
    landed('first', 9 * minute),
    landed('taken', 8 * minute),
    landed('second', 2 * minute),
    landed('fresh', minute),
  ]
  const { lying } = room({ injects }, (board) => {
    const source = { from: 'inject', injectId: 'i_taken' as InjectId } as const
    addCard(board, { id: 'c_1' as CardId, kind: 'signal', title: 'x', by: ana, at: 1, source })
  })
  expect(lying.map(({ content }) => content.title)).toEqual(['first', 'second'])
})
