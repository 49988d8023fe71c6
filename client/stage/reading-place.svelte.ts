/** So long the end is looked at until all before it counts as read, in milliseconds. */
const moment = 2_500
/** So many of a long list are drawn at first, and more at a time. */
const drawn = 200
const step = 200

/** How far somebody has read in a list that grows, and from where on it is drawn. */
export class ReadingPlace {
  /** How many there were when the reader stopped reading, until the end has been seen again. */
  readUpTo = $state(0)
  /** Whether the end is before the reader's eyes. */
  atEnd = $state(true)
  readonly #count: () => number
  /** Who has scrolled up keeps the lines they read: nothing goes away above them. */
  #kept = $state<number | null>(null)
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(count: () => number) {
    this.#count = count
  }

  /** The first that is drawn. */
  get first(): number {
    // In steps: a line that goes for each that comes would move all the others each time.
    const gone = Math.max(0, this.#count() - drawn)
    return this.#kept ?? gone - (gone % step)
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
