import type { Awareness } from 'y-protocols/awareness'
import type { CardId, ParticipantId } from '../../shared/ids.ts'
import type { Caret, Presence } from '../../shared/wire/presence.ts'

/** How long after the last key press a person still counts as typing, in milliseconds. */
const typingLasts = 1_500

/**
 * What this page tells the others about its person. One message when something changes: a burst of
 * typing is two, its start and its end.
 */
export class PagePresence {
  readonly #awareness: Awareness
  readonly #page: Document
  #mine: Presence
  #quiet: ReturnType<typeof setTimeout> | undefined

  constructor(awareness: Awareness, me: ParticipantId, page: Document) {
    this.#awareness = awareness
    this.#page = page
    const away = page.hidden
    const idle = { cardId: null, caret: null, typing: false, dragging: false }
    this.#mine = { participantId: me, ...idle, away }
    awareness.setLocalState(this.#mine)
    page.addEventListener('visibilitychange', this.#onVisibility)
  }

  attend(cardId: CardId | null): void {
    this.#tell({ cardId })
  }

  /** Has a card in the hand, or no more. */
  drag(cardId: CardId | null): void {
    this.#tell({ cardId, dragging: cardId !== null })
  }

  point(caret: Caret | null): void {
    this.#tell({ caret })
  }

  typing(): void {
    clearTimeout(this.#quiet)
    this.#quiet = setTimeout(() => this.#tell({ typing: false }), typingLasts)
    this.#tell({ typing: true })
  }

  dispose(): void {
    clearTimeout(this.#quiet)
    this.#page.removeEventListener('visibilitychange', this.#onVisibility)
    this.#awareness.setLocalState(null)
  }

  readonly #onVisibility = (): void => this.#tell({ away: this.#page.hidden })

  #tell(change: Partial<Presence>): void {
    const next = { ...this.#mine, ...change }
    if (JSON.stringify(next) === JSON.stringify(this.#mine)) return
    this.#mine = next
    // The notes' editor keeps its caret in the same state.
    this.#awareness.setLocalState({ ...this.#awareness.getLocalState(), ...next })
  }
}
