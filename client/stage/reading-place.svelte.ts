import { untrack } from 'svelte'

/** So long the end is looked at until all before it counts as read, in milliseconds. */
const moment = 2_500
/** So many of a long list are drawn at first, and more at a time. */
const drawn = 200
/** So many more may come before the first go: all others are laid out anew when they do. */
const step = 1_000

/** How far somebody has read in a list that grows, and from where on it is drawn. */
export class ReadingPlace {
  /** How many there were when the reader stopped reading, until the end has been seen again. */
  readUpTo = $state(0)
  /** Whether the end is before the reader's eyes. */
  atEnd = $state(true)
  readonly #count: () => number
  /** The first that was drawn when the reader came. */
  readonly #from: number
  /** Who has scrolled up keeps the lines they read: nothing goes away above them. */
  #kept = $state<number | null>(null)
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(count: () => number) {
    this.#count = count
    this.#from = undrawn(untrack(count))
  }

  /** The first that is drawn. */
  get first(): number {
    const more = Math.max(0, undrawn(this.#count()) - this.#from)
    return this.#kept ?? this.#from + more - (more % step)
  }

  /** To be told whenever that may have changed: whether the end is before the reader's eyes. */
  look(atEnd: boolean): void {
    const wentOn = atEnd && this.atEnd && this.#timer === null
    this.atEnd = atEnd
    this.#kept = atEnd ? null : this.first
    if (wentOn) this.readUpTo = this.#count()
    else if (!atEnd) this.dispose()
    else this.#timer ??= setTimeout(() => this.#catchUp(), moment)
  }

  /** Draws more of what was before. */
  showEarlier(): void {
    this.#kept = Math.max(0, this.first - drawn)
  }

  /** Sees to it that this one is drawn, with some before it. */
  show(index: number): void {
    this.#kept = Math.max(0, Math.min(this.first, index - 20))
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #catchUp(): void {
    this.#timer = null
    this.readUpTo = this.#count()
  }
}

/** How many of so many are not drawn while the end is read. */
function undrawn(count: number): number {
  return Math.max(0, count - drawn)
}
