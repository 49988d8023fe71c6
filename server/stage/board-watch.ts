import { boardDoc, readCards, readDoings } from '../../shared/board/board-doc.ts'
import type { ClockPlan } from '../../shared/stage/clock.ts'
import type { BoardFacts } from '../../shared/stage/situation.ts'
import { stillSince } from '../../shared/stage/situation.ts'
import { readChannel, readRoster, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Hand } from '../rooms/hand.ts'
import type { Time } from '../time.ts'
import type { SessionHands } from './session-hands.ts'

export interface BoardWatchOptions {
  readonly hands: SessionHands
  readonly time: Time
  /** Called when the board or the channel may say something else than before. */
  readonly onChange: () => void
  readonly onError: (error: unknown) => void
}

/** What is written is looked at no more often than this, in milliseconds. */
const between = 500

type Read = Omit<BoardFacts, 'quietSince' | 'nobodySince'> & {
  readonly isNobodyOnAnything: boolean
}

/**
 * Reads board and channel for the triggers of one session. It opens the board when a trigger first
 * asks for it, and writes nothing.
 */
export class BoardWatch {
  readonly #options: BoardWatchOptions
  #board: Hand | null = null
  #read: Read | null = null
  /** The wall moment since which nobody is on anything, or null. */
  #nobodyAt: number | null = null
  #lookedAt = -Infinity
  #cancelLook: (() => void) | null = null
  #isOpening = false
  #isDisposed = false

  constructor(options: BoardWatchOptions) {
    this.#options = options
  }

  /** What is seen now, or null until the board is open. Asking for it opens the board. */
  factsAt(clock: ClockPlan): BoardFacts | null {
    this.#open()
    if (!this.#board) return null
    const { isNobodyOnAnything, ...said } = (this.#read ??= this.#look(this.#board))
    if (!isNobodyOnAnything) this.#nobodyAt = null
    else this.#nobodyAt ??= this.#lastMoment(this.#board)
    return {
      ...said,
      quietSince: stillSince(clock, this.#board.lastAt),
      nobodySince: this.#nobodyAt === null ? null : stillSince(clock, this.#nobodyAt),
    }
  }

  dispose(): void {
    this.#isDisposed = true
    this.#cancelLook?.()
  }

  #open(): void {
    if (this.#board || this.#isOpening || this.#isDisposed) return
    this.#isOpening = true
    this.#options.hands
      .board()
      .then((board) => this.#watch(board))
      .catch((error: unknown) => {
        if (!this.#isDisposed) this.#options.onError(error)
      })
      .finally(() => (this.#isOpening = false))
  }

  #watch(board: Hand): void {
    if (this.#isDisposed) return
    this.#board = board
    const stage = stageDoc(this.#options.hands.stage.doc)
    board.doc.on('update', this.#noteChange)
    stage.channel.observe(this.#noteChange)
    stage.roster.observe(this.#noteChange)
    this.#options.onChange()
  }

  /** Looks again at once, or when the last look is long enough ago. */
  readonly #noteChange = (): void => {
    if (this.#cancelLook || this.#isDisposed) return
    const { time, onChange } = this.#options
    const wait = Math.max(0, this.#lookedAt + between - time.elapsed())
    this.#cancelLook = time.after(wait, () => {
      this.#cancelLook = null
      this.#read = null
      onChange()
    })
  }

  #look({ doc }: Hand): Read {
    this.#lookedAt = this.#options.time.elapsed()
    const board = boardDoc(doc)
    const stage = stageDoc(this.#options.hands.stage.doc)
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

  /** When the board or the people in the session last changed: since then it is as it is. */
  #lastMoment({ lastAt }: Hand): number {
    const people = readRoster(stageDoc(this.#options.hands.stage.doc))
    return Math.max(lastAt, ...people.map(({ removedAt }) => removedAt ?? 0))
  }
}
