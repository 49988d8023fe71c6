import type { Awareness } from 'y-protocols/awareness'
import type { ParticipantId } from '../../shared/ids.ts'
import { presence } from '../../shared/wire/presence.ts'

/** How a person's caret is labelled. */
export type CaretNames = (id: ParticipantId) => { name: string; hue: number } | null

type Change = Record<'added' | 'updated' | 'removed', number[]>

/**
 * The board's awareness as the notes' editor sees it. A caret is named from the roster by the
 * person the server stamped on it, never by what a page says of itself.
 */
export class NamedCarets {
  readonly doc: Awareness['doc']
  readonly #awareness: Awareness
  readonly #names: CaretNames
  readonly #listeners = new Set<(change: Change, origin: unknown) => void>()
  /** Where each page's caret was, as far as the editor knows. */
  readonly #placeByPage = new Map<number, string>()

  constructor(awareness: Awareness, names: CaretNames) {
    this.doc = awareness.doc
    this.#awareness = awareness
    this.#names = names
    for (const page of awareness.getStates().keys()) this.#hasMoved(page)
    awareness.on('change', this.#hear)
  }

  getStates(): Map<number, Record<string, unknown>> {
    const named = [...this.#awareness.getStates()].map(
      ([client, state]) => [client, { ...state, user: this.#userOf(state) }] as const,
    )
    return new Map(named)
  }

  getLocalState(): Record<string, unknown> | null {
    return this.#awareness.getLocalState()
  }

  setLocalStateField(field: string, value: unknown): void {
    this.#awareness.setLocalStateField(field, value)
  }

  on(_event: 'change', listener: (change: Change, origin: unknown) => void): void {
    this.#listeners.add(listener)
  }

  off(_event: 'change', listener: (change: Change, origin: unknown) => void): void {
    this.#listeners.delete(listener)
  }

  dispose(): void {
    this.#awareness.off('change', this.#hear)
    if (this.getLocalState()) this.setLocalStateField('cursor', null)
  }

  /** Most of what people tell is of cards, and would have the editor draw itself anew for nothing. */
  readonly #hear = ({ added, updated, removed }: Change, origin: unknown): void => {
    const moved = [...added, ...updated, ...removed].filter((page) => this.#hasMoved(page))
    if (moved.length === 0) return
    for (const tell of this.#listeners) tell({ added: [], updated: moved, removed: [] }, origin)
  }

  #hasMoved(page: number): boolean {
    const was = this.#placeByPage.get(page)
    const { cursor = null } = this.#awareness.getStates().get(page) ?? {}
    const is = cursor === null ? undefined : JSON.stringify(cursor)
    if (is === undefined) this.#placeByPage.delete(page)
    else this.#placeByPage.set(page, is)
    return is !== was
  }

  #userOf(state: unknown): { name: string; color: string; colorLight: string } | undefined {
    const parsed = presence.safeParse(state)
    const person = parsed.success ? this.#names(parsed.data.participantId) : null
    if (!person) return undefined
    const tint = (alpha: number) => `oklch(58% 0.14 ${person.hue} / ${alpha})`
    return { name: person.name, color: tint(1), colorLight: tint(0.25) }
  }
}
