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

  constructor(awareness: Awareness, names: CaretNames) {
    this.doc = awareness.doc
    this.#awareness = awareness
    this.#names = names
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

  on(event: 'change', listener: (change: Change, origin: unknown) => void): void {
    this.#listeners.add(listener)
    this.#awareness.on(event, listener)
  }

  off(event: 'change', listener: (change: Change, origin: unknown) => void): void {
    this.#listeners.delete(listener)
    this.#awareness.off(event, listener)
  }

  dispose(): void {
    for (const listener of this.#listeners) this.#awareness.off('change', listener)
    if (this.getLocalState()) this.setLocalStateField('cursor', null)
  }

  #userOf(state: unknown): { name: string; color: string; colorLight: string } | undefined {
    const parsed = presence.safeParse(state)
    const person = parsed.success ? this.#names(parsed.data.participantId) : null
    if (!person) return undefined
    const tint = (alpha: number) => `oklch(58% 0.14 ${person.hue} / ${alpha})`
    return { name: person.name, color: tint(1), colorLight: tint(0.25) }
  }
}
