import { longestNote } from '../../shared/stage/marked-moment.ts'

const place = () => `gamelan.note.${location.pathname}`

/**
 * A note to oneself that is not saved yet, and the moment it is about. Kept in this tab, so that
 * neither Escape nor a reload nor a lost network takes it.
 */
export class NoteDraft {
  #text = $state('')
  #wallAt = $state(0)

  constructor() {
    const { text, wallAt } = kept()
    this.#text = text
    this.#wallAt = wallAt
  }

  get text(): string {
    return this.#text
  }

  set text(text: string) {
    this.#text = text
    this.#keep()
  }

  /** The wall moment it is about. */
  get wallAt(): number {
    return this.#wallAt
  }

  get isEmpty(): boolean {
    return this.#text.trim() === ''
  }

  /** Attaches it to a moment; words that were begun stay with theirs, unless somebody says so. */
  take(wallAt: number, { evenBegun = false } = {}): void {
    if (!this.isEmpty && !evenBegun) return
    this.#wallAt = wallAt
    this.#keep()
  }

  clear(): void {
    this.text = ''
  }

  #keep(): void {
    const note = JSON.stringify({ text: this.#text, wallAt: this.#wallAt })
    if (this.isEmpty) sessionStorage.removeItem(place())
    else sessionStorage.setItem(place(), note)
  }
}

function kept(): { text: string; wallAt: number } {
  const nothing = { text: '', wallAt: 0 }
  try {
    const { text, wallAt } = JSON.parse(sessionStorage.getItem(place()) ?? '{}') as typeof nothing
    const isNote = typeof text === 'string' && Number.isFinite(wallAt)
    return isNote ? { text: text.slice(0, longestNote), wallAt } : nothing
  } catch {
    return nothing
  }
}
