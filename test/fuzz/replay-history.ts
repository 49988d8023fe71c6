import { toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { boardDoc, readCards } from '../../shared/board/board-doc.ts'
import type { Card } from '../../shared/board/card.ts'
import {
  addCard,
  assign,
  moveCard,
  setActionStatus,
  setConfidence,
  setDoing,
  setHypothesisStatus,
  setLink,
  setRemoved,
} from '../../shared/board/board-edits.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { idsFrom } from '../../shared/ids.ts'
import type { HistoryRow } from '../../shared/replay/history-row.ts'
import { Chance } from '../band/chance.ts'

/** A board as it was live after a row. */
export interface Moment {
  readonly content: unknown
  /** Base64. */
  readonly state: string
}

/** A history, and what the live board was before any row and after each. */
export interface RandomHistory {
  readonly rows: readonly HistoryRow[]
  readonly moments: readonly Moment[]
}

interface Peer {
  readonly id: ParticipantId
  readonly doc: Y.Doc
  readonly board: BoardDoc
  /** Not yet at the server, and not yet come from it. */
  readonly sent: Uint8Array[]
  readonly coming: Uint8Array[]
}

/**
 * Some people edit one board at once. What they send reaches the server late and interleaved,
 * and sometimes as one merge of everything they did offline.
 */
export function randomHistory(seed: number, length: number): RandomHistory {
  const chance = new Chance(seed)
  const newId = idsFrom((count) => Uint8Array.from({ length: count }, () => chance.below(256)))
  const live = new Y.Doc()
  const peers = Array.from({ length: 4 }, (_, index) => newPeer(newId('participant'), index + 1))
  const rows: HistoryRow[] = []
  const moments = [momentOf(live)]
  while (rows.length < length) {
    const peer = chance.pick(peers)
    const turn = chance.below(10)
    if (turn < 5) moveAtRandom(peer, chance, newId)
    else if (turn < 7) receive(peer, chance)
    else {
      const update = chance.happens(0.15) ? mergeOf(peer, live) : peer.sent.shift()
      if (!update) continue
      Y.applyUpdate(live, update)
      const at = (rows.at(-1)?.at ?? 1_700_000_000_000) + chance.below(3) * 700
      rows.push({ seq: rows.length + 1, at, author: peer.id, update })
      moments.push(momentOf(live))
      for (const other of peers) if (other !== peer) other.coming.push(update)
    }
  }
  return { rows, moments }
}

export function momentOf(doc: Y.Doc): Moment {
  const { cards, links, doing, notes } = boardDoc(doc)
  const content = [cards.toJSON(), links.toJSON(), doing.toJSON(), notes.toJSON()]
  return { content, state: settledState(doc) }
}

/** The whole state in the one form that does not depend on how it came about. */
function settledState(doc: Y.Doc): string {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return toBase64(Y.encodeStateAsUpdate(copy))
}

function newPeer(id: ParticipantId, clientId: number): Peer {
  const doc = new Y.Doc()
  doc.clientID = clientId
  const peer: Peer = { id, doc, board: boardDoc(doc), sent: [], coming: [] }
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'network') peer.sent.push(update)
  })
  return peer
}

function receive(peer: Peer, chance: Chance): void {
  const count = chance.below(peer.coming.length + 1)
  for (const update of peer.coming.splice(0, count)) Y.applyUpdate(peer.doc, update, 'network')
}

function mergeOf(peer: Peer, live: Y.Doc): Uint8Array {
  peer.sent.length = 0
  return Y.encodeStateAsUpdate(peer.doc, Y.encodeStateVector(live))
}

function moveAtRandom(peer: Peer, chance: Chance, newId: ReturnType<typeof idsFrom>): void {
  const { board, id } = peer
  const cards = readCards(board)
  if (cards.length < 3) return newCard(peer, chance, newId)
  const [card, other] = [chance.pick(cards), chance.pick(cards)]
  const maybe = <Value>(value: Value) => (chance.happens(0.7) ? value : null)
  const moves = [
    () => newCard(peer, chance, newId),
    () => typeAtRandom(card.title, chance),
    () => typeAtRandom(card.text, chance),
    () => typeAtRandom(board.notes, chance),
    () => setStatus(board, card, chance),
    () => setConfidence(board, card.id, maybe('high')),
    () => assign(board, card.id, maybe(id)),
    () => moveCard(board, card.id, { before: other.order, after: null }),
    () => setRemoved(board, card.id, chance.happens(0.5)),
    () => setLink(board, card.id, other.id, maybe('supports')),
    () => setDoing(board, id, { text: chance.pick(['reading', '']), cardId: card.id, at: 1 }),
    () => board.cards.delete(card.id),
  ]
  chance.pickWeighted(moves, (move) => (move === moves.at(-1) ? 0.2 : 1))()
}

function newCard(peer: Peer, chance: Chance, newId: ReturnType<typeof idsFrom>): void {
  const kind = chance.pick(['hypothesis', 'action', 'signal'] as const)
  const title = `Card ${chance.below(100)}`
  addCard(peer.board, { id: newId('card'), kind, title, by: peer.id, at: 1 })
}

function setStatus(board: BoardDoc, card: Card, chance: Chance): void {
  if (card.kind === 'hypothesis')
    setHypothesisStatus(board, card.id, chance.pick(['testing', 'supported', 'refuted']))
  if (card.kind === 'action')
    setActionStatus(board, card.id, chance.pick(['doing', 'done', 'open']))
}

function typeAtRandom(text: Y.Text, chance: Chance): void {
  const at = chance.below(text.length + 1)
  if (chance.happens(0.4)) text.delete(at, chance.below(Math.min(5, text.length - at) + 1))
  else text.insert(at, chance.pick(['a', 'bc', ' d', '🎷', 'long words in a row']))
}
