import { createContext } from 'svelte'
import type { Awareness } from 'y-protocols/awareness'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import type {
  ActionStatus,
  CardKind,
  CardSource,
  Confidence,
  HypothesisStatus,
} from '../../shared/board/card.ts'
import type { Relation } from '../../shared/board/link.ts'
import type { SpokenFormat as Format } from '../words/formats.ts'
import type { CardId, ParticipantId } from '../../shared/ids.ts'
import type { Change } from '../../shared/replay/change.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { Caret, Presence } from '../../shared/wire/presence.ts'
import type { BoardNews } from './board-news.ts'
import type { UndoOutcome } from './personal-undo.ts'

/**
 * What the board's components draw from: the live session, or a moment of its history. Each
 * property is reactive where it can change: give it as a getter over `$state.raw` or `$derived`.
 * What is in the document is read with `board-readers.ts`, which follow the document's changes,
 * so one document may be edited under the components or be swapped for another (a seek).
 */
export interface BoardView {
  /** The words of the columns. */
  readonly format: Format
  readonly board: BoardDoc
  /** Everybody who ever joined, in the order they came. */
  readonly people: readonly RosterEntry[]
  /** Who is here now, on which card; in a replay: at the card they had just changed. One entry a page. */
  readonly present: readonly Presence[]
  /** The pages that have a card in front of them: the same list until something changes there. */
  presentAt(card: CardId): readonly Presence[]
  /** Who looks at it, or null for somebody outside of the session. */
  readonly me: ParticipantId | null
  /** What others have changed since I looked; null before the board has come, and in a replay. */
  readonly news: BoardNews | null
  /** The wall moment that is shown, in milliseconds since the epoch: see `StageView`. */
  now(): number
  /** What was done to a card, newest first; rejects with a `Refusal` where that cannot be had now. */
  storyOf(card: CardId): Promise<readonly Change[]>
  /** How to change it, or null while it is for looking only. */
  readonly edit: BoardEdit | null
}

/** The verbs of the board as one page does them: saved, undoable, and visible to all. */
export interface BoardEdit {
  /** Marks a change as this page's own. Texts are edited in transactions with this origin. */
  readonly origin: object
  /** Where carets in the notes are told. */
  readonly awareness: Awareness
  /** Puts a card at the end of its column. */
  add(kind: CardKind, title: string, more?: { text?: string; source?: CardSource }): CardId
  setHypothesisStatus(id: CardId, status: HypothesisStatus): void
  setConfidence(id: CardId, confidence: Confidence | null): void
  setActionStatus(id: CardId, status: ActionStatus): void
  /** Puts somebody on an action, or nobody; an offer that was in the air is settled by it. */
  assign(id: CardId, person: ParticipantId | null): void
  /** Takes an action and says that I am on it. */
  claim(id: CardId, title: string): void
  /** Offers an action to somebody, who has it once they say so (`assign`); null takes it back. */
  offer(id: CardId, to: ParticipantId | null): void
  /** @param at a wall moment in milliseconds since the epoch */
  setObservedAt(id: CardId, at: number): void
  /** Moves a card between the order keys of two neighbours, null at an end. */
  move(id: CardId, between: { before: string | null; after: string | null }): void
  remove(id: CardId): void
  restore(id: CardId): void
  link(from: CardId, to: CardId, relation: Relation | null): void
  /** Says what I am doing; an empty text clears the line. */
  setDoing(text: string, card: CardId | null): void
  /** Says which part I play, or none. */
  setPart(part: string | null): void
  /** Asks everybody for help with what I am doing, or says that I have it. */
  askForHelp(asks: boolean): void
  /** Says that I go and help somebody: they need not ask any more. */
  help(person: ParticipantId, words: string): void
  /** Takes back the last change of this page, and nobody else's. */
  undo(): UndoOutcome
  redo(): UndoOutcome
  /** Tells the others which card I have open or am typing in. */
  attend(card: CardId | null): void
  /** Tells the others which card I have in my hand. */
  drag(card: CardId | null): void
  /** Tells the others where my caret is in the card I have open. */
  point(caret: Caret | null): void
  /** Tells the others that I am typing, until a short moment after the last call. */
  typing(): void
}

const [read, provide, has] = createContext<BoardView>()

/** Gives a board to the components below. Call while a component is being set up. */
export const provideBoardView = provide

/** The board that the components above provide. */
export function useBoardView(): BoardView {
  if (!has()) throw new Error('A board component needs provideBoardView() in a parent component.')
  return read()
}
