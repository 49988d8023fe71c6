import type { Awareness } from 'y-protocols/awareness'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import * as edits from '../../shared/board/board-edits.ts'
import type {
  ActionStatus,
  CardKind,
  CardSource,
  Confidence,
  HypothesisStatus,
} from '../../shared/board/card.ts'
import { readDoing } from '../../shared/board/doing.ts'
import type { Relation } from '../../shared/board/link.ts'
import type { Caret } from '../../shared/wire/presence.ts'
import type { CardId, NewId, ParticipantId } from '../../shared/ids.ts'
import type { BoardEdit } from './board-view.ts'
import type { UndoOutcome } from './personal-undo.ts'
import { PersonalUndo } from './personal-undo.ts'

/** Where a page says what its person is at. */
export interface Attention {
  attend(card: CardId | null): void
  drag(card: CardId | null): void
  point(caret: Caret | null): void
  typing(): void
}

interface EditorOptions {
  readonly board: BoardDoc
  readonly me: ParticipantId
  readonly newId: NewId
  /** Wall time in milliseconds since the epoch. */
  readonly now: () => number
  readonly attention: Attention
  readonly awareness: Awareness
}

/** The verbs of the board as one page does them: each a step of its own for undo. */
export class BoardEditor implements BoardEdit {
  readonly origin: object = {}
  readonly awareness: Awareness
  readonly #options: EditorOptions
  readonly #board: BoardDoc
  readonly #undo: PersonalUndo

  constructor(options: EditorOptions) {
    this.#options = options
    this.awareness = options.awareness
    this.#board = options.board
    this.#undo = new PersonalUndo(options.board, this.origin)
  }

  add(kind: CardKind, title: string, more: { text?: string; source?: CardSource } = {}): CardId {
    const { me, newId, now } = this.#options
    const id = newId('card')
    // The card's place in the document is no step of undo, which would delete what others type in it.
    edits.addCard(this.#board, { id, kind, title, by: me, at: now(), removed: true, ...more })
    this.#undo.stepOnto(id, () => edits.setRemoved(this.#board, id, false, this.origin))
    return id
  }

  setHypothesisStatus(id: CardId, status: HypothesisStatus): void {
    this.#step(() => edits.setHypothesisStatus(this.#board, id, status, this.origin))
  }

  setConfidence(id: CardId, confidence: Confidence | null): void {
    this.#step(() => edits.setConfidence(this.#board, id, confidence, this.origin))
  }

  setActionStatus(id: CardId, status: ActionStatus): void {
    this.#step(() => edits.setActionStatus(this.#board, id, status, this.origin))
  }

  assign(id: CardId, person: ParticipantId | null): void {
    this.#step(() => edits.assign(this.#board, id, person, this.origin))
  }

  claim(id: CardId, title: string): void {
    const { me, now } = this.#options
    this.#step(() => {
      edits.assign(this.#board, id, me, this.origin)
      edits.setDoing(this.#board, me, { text: title, cardId: id, at: now() }, this.origin)
    })
  }

  offer(id: CardId, to: ParticipantId | null): void {
    const { me, now } = this.#options
    const offer = to === null ? null : { to, by: me, at: now() }
    this.#step(() => edits.setOffer(this.#board, id, offer, this.origin))
  }

  setObservedAt(id: CardId, at: number): void {
    this.#step(() => edits.setObservedAt(this.#board, id, at, this.origin))
  }

  move(id: CardId, between: { before: string | null; after: string | null }): void {
    this.#step(() => edits.moveCard(this.#board, id, between, this.origin))
  }

  remove(id: CardId): void {
    this.#undo.stepOff(id, () => edits.setRemoved(this.#board, id, true, this.origin))
  }

  restore(id: CardId): void {
    this.#undo.stepOnto(id, () => edits.setRemoved(this.#board, id, false, this.origin))
  }

  link(from: CardId, to: CardId, relation: Relation | null): void {
    this.#step(() => edits.setLink(this.#board, from, to, relation, this.origin))
  }

  setDoing(text: string, cardId: CardId | null): void {
    const { me, now } = this.#options
    this.#step(() => edits.setDoing(this.#board, me, { text, cardId, at: now() }, this.origin))
  }

  setPart(part: string | null): void {
    const { me } = this.#options
    this.#step(() => edits.setPart(this.#board, me, part, this.origin))
  }

  askForHelp(asks: boolean): void {
    const { me, now } = this.#options
    const { text, cardId } = this.#doingOf(me)
    const doing = { text, cardId, at: now(), help: asks }
    this.#step(() => edits.setDoing(this.#board, me, doing, this.origin))
  }

  help(person: ParticipantId, words: string): void {
    const { me, now } = this.#options
    const theirs = this.#doingOf(person)
    const mine = { text: words, cardId: theirs.cardId, at: now() }
    this.#step(() => {
      edits.setDoing(this.#board, me, mine, this.origin)
      edits.setDoing(this.#board, person, { ...theirs, help: false }, this.origin)
    })
  }

  undo(): UndoOutcome {
    return this.#undo.undo()
  }

  redo(): UndoOutcome {
    return this.#undo.redo()
  }

  attend(card: CardId | null): void {
    this.#undo.pause()
    this.#options.attention.attend(card)
  }

  drag(card: CardId | null): void {
    this.#options.attention.drag(card)
  }

  point(caret: Caret | null): void {
    this.#options.attention.point(caret)
  }

  typing(): void {
    this.#options.attention.typing()
  }

  dispose(): void {
    this.#undo.dispose()
  }

  #doingOf(person: ParticipantId): { text: string; cardId: CardId | null; at: number } {
    const doing = readDoing(person, this.#board.doing.get(person))
    return { text: doing?.text ?? '', cardId: doing?.cardId ?? null, at: doing?.since ?? 0 }
  }

  #step(change: () => void): void {
    this.#undo.step(change)
  }
}
