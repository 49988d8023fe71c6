import * as Y from 'yjs'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { linkEnds } from '../../shared/board/link.ts'
import type { CardId } from '../../shared/ids.ts'

/** How an undo or redo went. `theirs`: it would have taken somebody else's work off the board. */
export type UndoOutcome = 'done' | 'nothing' | 'theirs'

type StackItem = Y.UndoManager['undoStack'][number]

/** The meta key of a step that takes a card off the board when it is popped. */
const takesOff = 'takes off'
const bringsBack = 'brings back'

/**
 * Undo of what one page did, and of nothing else. Only transactions with its origin are steps. A
 * step that would take a card off the board is let go once somebody else has worked on the card.
 */
export class PersonalUndo {
  readonly #manager: Y.UndoManager
  readonly #board: BoardDoc
  readonly #touchedByOthers = new Set<string>()

  constructor(board: BoardDoc, origin: object) {
    this.#board = board
    const { cards, links, doing, parts, plan } = board
    const scope = [cards, links, doing, parts, ...Object.values(plan)]
    this.#manager = new Y.UndoManager(scope, {
      trackedOrigins: new Set([origin]),
    })
    this.#manager.on('stack-item-popped', this.#handOver)
    board.cards.observeDeep(this.#noticeCards)
    board.links.observe(this.#noticeLinks)
  }

  /** Ends a step of typing: what comes next is another. */
  pause(): void {
    this.#manager.stopCapturing()
  }

  /** Makes one step of a change, apart from what came before and comes after. */
  step(change: () => void): void {
    this.#manager.stopCapturing()
    change()
    this.#manager.stopCapturing()
  }

  /** A step that puts a card on the board: undone, it is taken off. */
  stepOnto(card: CardId, change: () => void): void {
    this.step(change)
    this.#manager.undoStack.at(-1)?.meta.set(takesOff, card)
  }

  /** A step that takes a card off the board: undone, it is back. */
  stepOff(card: CardId, change: () => void): void {
    this.step(change)
    this.#manager.undoStack.at(-1)?.meta.set(bringsBack, card)
  }

  undo(): UndoOutcome {
    return this.#pop(this.#manager.undoStack, () => this.#manager.undo())
  }

  redo(): UndoOutcome {
    return this.#pop(this.#manager.redoStack, () => this.#manager.redo())
  }

  dispose(): void {
    this.#board.cards.unobserveDeep(this.#noticeCards)
    this.#board.links.unobserve(this.#noticeLinks)
    this.#manager.destroy()
  }

  /** The last step that still changes something: one that others overwrote is passed over. */
  #pop(stack: StackItem[], pop: () => StackItem | null): UndoOutcome {
    for (let step = stack.at(-1); step; step = stack.at(-1)) {
      if (this.#takesTheirs(step)) {
        stack.pop()
        return 'theirs'
      }
      if (popOne(stack, pop)) return 'done'
    }
    return 'nothing'
  }

  #takesTheirs(step: StackItem): boolean {
    const card: unknown = step.meta.get(takesOff)
    return typeof card === 'string' && this.#touchedByOthers.has(card)
  }

  /** What undo takes off redo brings back, and the other way round. */
  readonly #handOver = ({ stackItem, type }: { stackItem: StackItem; type: 'undo' | 'redo' }) => {
    const { undoStack, redoStack } = this.#manager
    const counterpart = (type === 'undo' ? redoStack : undoStack).at(-1)
    for (const [now, then] of [
      [takesOff, bringsBack],
      [bringsBack, takesOff],
    ] as const) {
      const card: unknown = stackItem.meta.get(now)
      if (card) counterpart?.meta.set(then, card)
    }
  }

  readonly #noticeCards = (events: Y.YEvent<Y.AbstractType<unknown>>[], at: Y.Transaction) => {
    if (at.local) return
    for (const event of events) {
      const [card] = event.path
      if (typeof card === 'string') this.#touchedByOthers.add(card)
    }
  }

  readonly #noticeLinks = (event: Y.YMapEvent<unknown>, at: Y.Transaction) => {
    if (at.local) return
    for (const key of event.keys.keys()) {
      for (const card of linkEnds(key)) this.#touchedByOthers.add(card)
    }
  }
}

/** Yjs goes on to earlier steps by itself where one changes nothing; each is to be looked at first. */
function popOne(stack: StackItem[], pop: () => StackItem | null): boolean {
  const earlier = stack.splice(0, stack.length - 1)
  const popped = pop()
  stack.unshift(...earlier)
  return popped !== null
}
