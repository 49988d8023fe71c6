import type { BoardDoc } from '../board/board-doc.ts'
import { readCards, readDoings } from '../board/board-doc.ts'
import type { ClockPlan } from './clock.ts'
import type { BoardFacts } from './situation.ts'
import { stillSince } from './situation.ts'
import type { StageDoc } from './stage-doc.ts'
import { readChannel, readRoster } from './stage-doc.ts'

/** What is written is looked at for triggers no more often than this, in milliseconds of wall time. */
export const looksEvery = 500

/** What board and channel say to triggers, whenever they were as they are. */
export type BoardReading = Omit<BoardFacts, 'quietSince' | 'nobodySince'> & {
  readonly isNobodyOnAnything: boolean
}

/** Reads board and channel for triggers. */
export function readForTriggers(board: BoardDoc, stage: StageDoc): BoardReading {
  const cards = readCards(board).map((card) => ({ ...card, title: card.title.toJSON() }))
  const here = new Set(
    readRoster(stage).flatMap((each) => (each.removedAt === null ? each.participantId : [])),
  )
  return {
    hypotheses: cards.filter((card) => card.kind === 'hypothesis'),
    done: cards.flatMap((card) =>
      card.kind === 'action' && card.status === 'done' ? card.title : [],
    ),
    texts: [
      ...cards.flatMap(({ title, text }) => [title, text.toJSON()]),
      board.notes.toJSON(),
      // What a transcript says is said by nobody here.
      ...readChannel(stage).flatMap(({ text, author }) => (author === 'server' ? [] : text)),
    ],
    isNobodyOnAnything: !readDoings(board).some(
      ({ participantId, text, cardId }) =>
        here.has(participantId) && (text.trim() !== '' || cardId),
    ),
  }
}

/** Wall moments from which on the board is as it is, and nobody is on anything. */
export interface StillMoments {
  /** The board's last row; 0 before the first. */
  readonly boardAt: number
  /** Null while somebody is on something. */
  readonly nobodyAt: number | null
}

/** The wall moment since which nobody is on anything: kept from an earlier reading, or found now. */
export function nobodyAtAfter(
  before: number | null,
  { isNobodyOnAnything }: BoardReading,
  boardAt: number,
  stage: StageDoc,
): number | null {
  if (!isNobodyOnAnything) return null
  // With the last change of the board, or of the people in the session.
  return before ?? Math.max(boardAt, ...readRoster(stage).map(({ removedAt }) => removedAt ?? 0))
}

/** What triggers ask, from a reading and since when it holds. */
export function factsOf(
  { isNobodyOnAnything: _, ...said }: BoardReading,
  { boardAt, nobodyAt }: StillMoments,
  clock: ClockPlan,
): BoardFacts {
  return {
    ...said,
    quietSince: stillSince(clock, boardAt),
    nobodySince: nobodyAt === null ? null : stillSince(clock, nobodyAt),
  }
}
