/** So far a list may be scrolled and still show its newest, in pixels. */
const slack = 8

/**
 * Somebody who reads a list that grows at its top. While they are in it (pointing, focused or
 * scrolled down) it remembers what the newest was when they came, so that nothing folds or moves
 * under their eyes.
 */
export class Reader<Id> {
  /** The newest when they came; null while they are elsewhere. */
  since = $state.raw<Id | null>(null)
  /** The newest when they scrolled down; null at the top. */
  awaySince = $state.raw<Id | null>(null)
  #list: HTMLElement | null = null
  /** Kept, as to ask a list where it stands has the whole page laid out. */
  #isAway = false
  /** From the top of what is in sight to the list's end; null where nothing needs holding. */
  #below: number | null = null

  /** Watches the element that scrolls. Use as `{@attach reader.watch}`. */
  readonly watch = (list: HTMLElement): (() => void) => {
    this.#list = list
    return () => (this.#list = null)
  }

  /** They moved: into the list, within it, or out of it. */
  moved(newest: Id | null): void {
    const list = this.#list
    if (list === null) return
    this.#isAway = list.scrollTop > slack
    this.awaySince = this.#isAway ? (this.awaySince ?? newest) : null
    const isIn = this.#isAway || list.matches(':hover, :focus-within')
    this.since = isIn ? (this.since ?? newest) : null
  }

  /** To what is new. */
  toTop(newest: Id | null): void {
    this.since = newest
    this.#list?.scrollTo({ top: 0 })
    this.#list?.focus({ preventScroll: true })
  }

  /** Before something comes in above: notes which line is before their eyes. */
  willGrow(): void {
    const list = this.#list
    this.#below = list && this.#isAway ? list.scrollHeight - list.scrollTop : null
  }

  /** When it has: the same line is before their eyes again. */
  grew(): void {
    if (this.#list === null || this.#below === null) return
    this.#list.scrollTop = this.#list.scrollHeight - this.#below
  }
}
