import { untrack } from 'svelte'
import { createSubscriber, SvelteMap } from 'svelte/reactivity'
import type { Awareness } from 'y-protocols/awareness'
import type { CardId } from '../../shared/ids.ts'
import type { Presence } from '../../shared/wire/presence.ts'
import { presence } from '../../shared/wire/presence.ts'
import { presentByCard } from './present-by-card.ts'

const nobody: readonly Presence[] = []
/** Cards that everybody has left: a page may claim to be at ever new ones. */
const mostLeft = 1_000

/** Who has the board open and what is in front of them, as their pages tell it. */
export class PresentPeople {
  readonly #awareness: Awareness
  readonly #onChange: () => void
  /** Each card's own: who comes to one is no news to the others. */
  readonly #byCard = new SvelteMap<CardId, readonly Presence[]>()
  readonly all: readonly Presence[] = $derived.by(() => {
    this.#onChange()
    return this.#read()
  })

  /** It follows the awareness until that is destroyed. */
  constructor(awareness: Awareness) {
    this.#awareness = awareness
    this.#onChange = createSubscriber((update) => {
      awareness.on('change', update)
      return () => awareness.off('change', update)
    })
    awareness.on('change', this.#sort)
    untrack(this.#sort)
  }

  /** The pages that have a card in front of them: the same list for as long as nothing changes there. */
  at(card: CardId): readonly Presence[] {
    return this.#byCard.get(card) ?? nobody
  }

  #read(): Presence[] {
    return [...this.#awareness.getStates().values()].flatMap((state) => readState(state) ?? [])
  }

  readonly #sort = (): void => {
    const sorted = presentByCard(this.#read())
    // A card that everybody left keeps its place: to take it out would be news to all the others.
    for (const card of this.#byCard.keys()) this.#put(card, sorted.get(card) ?? nobody)
    for (const [card, there] of sorted) this.#put(card, there)
    if (this.#byCard.size > sorted.size + mostLeft) this.#forgetLeft()
  }

  #forgetLeft(): void {
    for (const [card, there] of this.#byCard) if (there === nobody) this.#byCard.delete(card)
  }

  #put(card: CardId, there: readonly Presence[]): void {
    if (!isAlike(there, this.at(card))) this.#byCard.set(card, there)
  }
}

function isAlike(some: readonly Presence[], others: readonly Presence[]): boolean {
  return some.length === others.length && some.every((each, at) => each === others[at])
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
