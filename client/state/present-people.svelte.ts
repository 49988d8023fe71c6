import { createSubscriber } from 'svelte/reactivity'
import type { Awareness } from 'y-protocols/awareness'
import type { CardId } from '../../shared/ids.ts'
import type { Presence } from '../../shared/wire/presence.ts'
import { presence } from '../../shared/wire/presence.ts'
import type { PresentByCard } from '../board/present-by-card.ts'
import { atNoCard, presentByCard } from '../board/present-by-card.ts'

const nobody: readonly Presence[] = []

/** Who has the board open and what is in front of them, as their pages tell it. */
export class PresentPeople {
  readonly #awareness: Awareness
  readonly #onChange: () => void
  readonly all: readonly Presence[] = $derived.by(() => {
    this.#onChange()
    return [...this.#awareness.getStates().values()].flatMap((state) => readState(state) ?? [])
  })
  #lastByCard: PresentByCard = atNoCard
  readonly #byCard: PresentByCard = $derived.by(() => {
    this.#lastByCard = presentByCard(this.all, this.#lastByCard)
    return this.#lastByCard
  })

  constructor(awareness: Awareness) {
    this.#awareness = awareness
    this.#onChange = createSubscriber((update) => {
      awareness.on('change', update)
      return () => awareness.off('change', update)
    })
  }

  /** The same list for as long as nothing changes at this card. */
  at(card: CardId): readonly Presence[] {
    return this.#byCard.get(card) ?? nobody
  }
}

/** A page's state is a new object whenever it changes: what stays is read once. */
const readStates = new WeakMap<object, Presence | null>()

function readState(state: object): Presence | null {
  const known = readStates.get(state)
  if (known !== undefined) return known
  const read = presence.safeParse(state).data ?? null
  readStates.set(state, read)
  return read
}
