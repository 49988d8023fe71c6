import { boardDoc } from '../../shared/board/board-doc.ts'
import type { BoardReading } from '../../shared/stage/board-facts.ts'
import {
  factsOf,
  looksEvery,
  nobodyAtAfter,
  readForTriggers,
} from '../../shared/stage/board-facts.ts'
import type { ClockPlan } from '../../shared/stage/clock.ts'
import type { BoardFacts } from '../../shared/stage/situation.ts'
import { stageDoc } from '../../shared/stage/stage-doc.ts'
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

/**
 * Reads board and channel for the triggers of one session. It opens the board when a trigger first
 * asks for it, and writes nothing.
 */
export class BoardWatch {
  readonly #options: BoardWatchOptions
  #board: Hand | null = null
  #read: BoardReading | null = null
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
    const reading = (this.#read ??= this.#look(this.#board))
    const boardAt = this.#board.lastAt
    const stage = stageDoc(this.#options.hands.stage.doc)
    this.#nobodyAt = nobodyAtAfter(this.#nobodyAt, reading, boardAt, stage)
    return factsOf(reading, { boardAt, nobodyAt: this.#nobodyAt }, clock)
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
    const wait = Math.max(0, this.#lookedAt + looksEvery - time.elapsed())
    this.#cancelLook = time.after(wait, () => {
      this.#cancelLook = null
      this.#read = null
      onChange()
    })
  }

  #look({ doc }: Hand): BoardReading {
    this.#lookedAt = this.#options.time.elapsed()
    return readForTriggers(boardDoc(doc), stageDoc(this.#options.hands.stage.doc))
  }
}
