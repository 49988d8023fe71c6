import type * as Y from 'yjs'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { boardDoc, readCards } from '../../shared/board/board-doc.ts'
import {
  addCard,
  assign,
  moveCard,
  setConfidence,
  setDoing,
  setLink,
  setRemoved,
} from '../../shared/board/board-edits.ts'
import type { Card } from '../../shared/board/card.ts'
import type { NewId, ParticipantId } from '../../shared/ids.ts'
import { idsFrom } from '../../shared/ids.ts'

export interface RandomEditorOptions {
  readonly doc: Y.Doc
  readonly by: ParticipantId
  readonly random: () => number
  /** The one letter that everything this editor types is made of. */
  readonly letter?: string
}

/** Past this a text is cut and cards are taken off, so that long runs stay as quick as short ones. */
const longestText = 300
const mostCards = 40

/** Somebody who edits a board at random, with every verb it has, letter by letter. */
export class RandomEditor {
  readonly #board: BoardDoc
  readonly #by: ParticipantId
  readonly #random: () => number
  readonly #letter: string
  readonly #newId: NewId

  constructor({ doc, by, random, letter = 'x' }: RandomEditorOptions) {
    this.#board = boardDoc(doc)
    this.#by = by
    this.#random = random
    this.#letter = letter
    this.#newId = idsFrom((length) => Uint8Array.from({ length }, () => random() * 256))
  }

  /** One thing a person would do: mostly typing, which is several edits. */
  act(): void {
    const cards = readCards(this.#board)
    const card = this.#pick(cards)
    const choice = this.#random()
    if (!card || (choice < 0.15 && cards.length < mostCards)) this.#add()
    else if (choice < 0.5) this.#write(this.#random() < 0.5 ? card.title : card.text)
    else if (choice < 0.7) this.#write(this.#board.notes)
    else this.#arrange(card, cards)
  }

  #add(): void {
    const kind = this.#pick(['hypothesis', 'action', 'signal'] as const) ?? 'signal'
    const id = this.#newId('card')
    addCard(this.#board, { id, kind, title: this.#letter.repeat(3), by: this.#by, at: 1 })
  }

  #write(text: Y.Text): void {
    const at = Math.floor(this.#random() * (text.length + 1))
    const some = Math.min(text.length - at, 1 + Math.floor(this.#random() * 4))
    if (text.length > longestText) text.delete(0, longestText / 2)
    else if (some > 0 && this.#random() < 0.3) text.delete(at, some)
    else for (let letter = 0; letter < 4; letter++) text.insert(at + letter, this.#letter)
  }

  #arrange(card: Card, cards: readonly Card[]): void {
    const other = this.#pick(cards) ?? card
    const choice = this.#random()
    if (choice < 0.2) moveCard(this.#board, card.id, { before: other.order, after: null })
    else if (choice < 0.4) setLink(this.#board, card.id, other.id, this.#relation())
    else if (choice < 0.6) setRemoved(this.#board, card.id, true)
    else if (choice < 0.7) assign(this.#board, card.id, this.#by)
    else if (choice < 0.8) setConfidence(this.#board, card.id, this.#pick(['low', 'high']) ?? 'low')
    else setDoing(this.#board, this.#by, { text: this.#doing(), cardId: card.id, at: 1 })
  }

  #relation() {
    return this.#pick(['supports', 'contradicts', 'tests', null] as const) ?? null
  }

  #doing(): string {
    return this.#letter.repeat(Math.floor(this.#random() * 5))
  }

  #pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.#random() * items.length)]
  }
}
