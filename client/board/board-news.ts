import { SvelteSet } from 'svelte/reactivity'
import type * as Y from 'yjs'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import type { CardId } from '../../shared/ids.ts'
import { cardId } from '../../shared/ids.ts'

/** The cards that others have changed since whoever looks has last had them before their eyes. */
export class BoardNews {
  readonly #cards: Y.Map<unknown>
  readonly #ids = new SvelteSet<CardId>()

  /** What the board holds by now is no news. */
  constructor({ cards }: BoardDoc) {
    this.#cards = cards
    cards.observeDeep(this.#notice)
  }

  /** Read inside an effect or a derived, it follows that one card. */
  has(card: CardId): boolean {
    return this.#ids.has(card)
  }

  seen(card: CardId): void {
    this.#ids.delete(card)
  }

  dispose(): void {
    this.#cards.unobserveDeep(this.#notice)
  }

  readonly #notice = (events: Y.YEvent<Y.AbstractType<unknown>>[], { local }: Y.Transaction) => {
    if (local) return
    for (const event of events) {
      const changed = event.path.length > 0 ? [event.path[0]] : event.changes.keys.keys()
      for (const key of changed) {
        const id = cardId.safeParse(key)
        if (id.success) this.#ids.add(id.data)
      }
    }
  }
}
