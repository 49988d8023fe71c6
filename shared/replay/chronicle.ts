import * as Y from 'yjs'
import { boardDoc } from '../board/board-doc.ts'
import type { BoardDoc } from '../board/board-doc.ts'
import { offer, readCard } from '../board/card.ts'
import { readDoing } from '../board/doing.ts'
import { planFields } from '../board/experiment-plan.ts'
import { linkKey, readLink } from '../board/link.ts'
import type { CardId, ParticipantId } from '../ids.ts'
import { cardId, participantId } from '../ids.ts'
import type { Change, ChangeDetail } from './change.ts'
import type { HistoryRow } from './history-row.ts'

/** A change before it is known whose row it is. */
type Happened = ChangeDetail & Pick<Change, 'cardId' | 'title'>

/**
 * Who did what on the board, read from its rows one after the other. Rows are given in slices, so
 * that a page stays awake over a long history.
 */
export class Chronicle {
  readonly #doc = new Y.Doc()
  readonly #board = boardDoc(this.#doc)
  readonly #changes: Change[] = []
  /** The cards that were on the board at some time: the first time is when they were added. */
  readonly #shown = new Set<string>()
  #happened: Happened[] = []
  #read = 0

  constructor() {
    const { cards, links, doing, parts, notes, plan } = this.#board
    cards.observeDeep((events) =>
      this.#note(events.flatMap((each) => ofCards(this.#board, this.#shown, each))),
    )
    links.observe((event) => this.#note(ofLinks(this.#board, event)))
    doing.observe((event) => this.#note(ofDoing(event)))
    parts.observe((event) => this.#note(ofParts(event)))
    notes.observe(() => this.#note([{ what: 'notes edited', ...noCard }]))
    for (const field of planFields)
      plan[field].observe(() => this.#note([{ what: 'plan edited', field, ...noCard }]))
  }

  /** All changes so far, in order. */
  get changes(): readonly Change[] {
    return this.#changes
  }

  /** How many rows were read. */
  get read(): number {
    return this.#read
  }

  append(rows: readonly HistoryRow[]): void {
    for (const row of rows) if (row.seq === this.#read + 1) this.#readRow(row)
  }

  #readRow(row: HistoryRow): void {
    this.#happened = []
    Y.applyUpdate(this.#doc, row.update)
    const { seq, at, author } = row
    // What a scenario prepared was nobody's doing.
    const isDone = ({ what }: Happened) => author !== null || what !== 'plan edited'
    for (const each of this.#happened.filter(isDone))
      this.#changes.push({ ...each, seq, at, until: at, author })
    this.#read = seq
  }

  #note(happened: readonly Happened[]): void {
    this.#happened.push(...happened)
  }
}

const noCard = { cardId: null, title: '' }

type KeyChange = [string, { action: 'add' | 'update' | 'delete'; oldValue: unknown }]

interface DeepEvent {
  readonly path: readonly (string | number)[]
  readonly changes: { readonly keys: Iterable<KeyChange> }
}

/** Events come from the map of cards itself, from one card, or from a text in a card. */
function ofCards(board: BoardDoc, shown: Set<string>, event: DeepEvent): Happened[] {
  const [id, field] = event.path
  if (id === undefined)
    return [...event.changes.keys].flatMap((key) => ofCardKey(board, shown, key))
  const card = cardAt(board, String(id))
  if (!card) return []
  if (field === 'title' || field === 'text') return [{ what: `${field} edited`, ...card }]
  const keys = new Map(event.changes.keys)
  // An offer that somebody took is told as their taking it.
  if (keys.has('assignee')) keys.delete('offer')
  return [...keys].flatMap(([key, { oldValue }]) =>
    key === 'removed' ? ofRemoved(board, shown, card) : ofField(card, board, key, oldValue),
  )
}

function ofCardKey(board: BoardDoc, shown: Set<string>, [id, { action }]: KeyChange): Happened[] {
  const named = cardAt(board, id)
  if (named) return ofRemoved(board, shown, named)
  const gone = cardId.safeParse(id)
  return action === 'delete' && gone.success && shown.has(id)
    ? [{ what: 'card removed', cardId: gone.data, title: '' }]
    : []
}

interface NamedCard {
  readonly cardId: CardId
  readonly title: string
}

function cardAt(board: BoardDoc, id: string): NamedCard | null {
  const card = readCard(id, board.cards.get(id))
  return card ? { cardId: card.id, title: card.title.toJSON() } : null
}

/** A card may be put into the document before it is put onto the board. */
function ofRemoved(board: BoardDoc, shown: Set<string>, named: NamedCard): Happened[] {
  const card = readCard(named.cardId, board.cards.get(named.cardId))
  const before = shown.has(named.cardId)
  if (!card || (card.removed && !before)) return []
  shown.add(named.cardId)
  if (!before) return [{ what: 'card added', kind: card.kind, ...named }]
  return [{ what: card.removed ? 'card removed' : 'card restored', ...named }]
}

function ofField(card: NamedCard, board: BoardDoc, key: string, oldValue: unknown): Happened[] {
  const map = board.cards.get(card.cardId)
  const value: unknown = map instanceof Y.Map ? map.get(key) : null
  switch (key) {
    case 'status':
    case 'confidence':
      return [{ what: key, from: textOf(oldValue), to: textOf(value), ...card }]
    case 'assignee':
      return [{ what: 'assigned', from: personOf(oldValue), to: personOf(value), ...card }]
    case 'offer':
      return [{ what: 'offered', to: offer.safeParse(value).data?.to ?? null, ...card }]
    case 'observedAt':
      return [{ what: 'observed', to: typeof value === 'number' ? value : null, ...card }]
    case 'order':
      return [{ what: 'card moved', ...card }]
    default:
      return []
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function personOf(value: unknown): ParticipantId | null {
  const person = participantId.safeParse(value)
  return person.success ? person.data : null
}

function ofLinks(board: BoardDoc, event: Y.YMapEvent<unknown>): Happened[] {
  return [...event.changes.keys].flatMap(([key, { oldValue }]) => {
    const value = board.links.get(key)
    const link = readLink(key, value ?? oldValue)
    const [from, to] = [link && cardAt(board, link.from), link && cardAt(board, link.to)]
    if (!link || !from || !to || linkKey(link.from, link.to) !== key) return []
    const what = value === undefined ? 'unlinked' : 'linked'
    return [{ what, relation: link.relation, other: to.cardId, otherTitle: to.title, ...from }]
  })
}

function ofDoing(event: Y.YMapEvent<unknown>): Happened[] {
  return [...event.changes.keys].flatMap(([key]) => {
    const of = participantId.safeParse(key)
    const doing = readDoing(key, event.target.get(key))
    if (!of.success) return []
    const about = { cardId: doing?.cardId ?? null, title: '' }
    return [
      {
        what: 'doing' as const,
        of: of.data,
        text: doing?.text ?? '',
        help: doing?.help ?? false,
        ...about,
      },
    ]
  })
}

function ofParts(event: Y.YMapEvent<unknown>): Happened[] {
  return [...event.changes.keys].flatMap(([key]) => {
    const of = participantId.safeParse(key)
    if (!of.success) return []
    return [{ what: 'part' as const, of: of.data, part: textOf(event.target.get(key)), ...noCard }]
  })
}
