interface Place {
  /** In pixels from the top of the list, and how high. */
  readonly top: number
  readonly height: number
}

interface Seen {
  /** How far it was pushed down, and how many pixels of it were in sight. */
  readonly pushed: number
  readonly inSight: number
}

type Places = ReadonlyMap<HTMLElement, Place>

const nowhere: Places = new Map()

/**
 * Keeps what is in sight in its place while cards come, go, move and grow around it: the card one
 * writes in, the one that was touched last, or as much as can be of those that nobody carried away.
 * A browser's own anchoring follows the first card in sight, also when it is the one that somebody else carries
 * away, and takes a card that is on its way for one that was pushed: it is to be off.
 *
 * It looks right behind each change, before the page is drawn: what an observer of sizes would put
 * right has been drawn where it was pushed.
 */
export class SteadyScroll {
  readonly #scroll: HTMLElement
  readonly #changes = new MutationObserver(() => this.keep())
  readonly #sizes = new ResizeObserver(() => this.#note())
  /** Where the cards were when last looked at, and how far the list was scrolled. */
  #places = nowhere
  #top = 0
  /** What was touched last: it opens under the finger, and not every browser gives it the focus. */
  #touched: Node | null = null
  /** Whether a card is in the hand: then the list is moved by it alone. */
  held = false

  constructor(scroll: HTMLElement) {
    this.#scroll = scroll
    scroll.addEventListener('scroll', this.#onScroll, { passive: true })
    scroll.addEventListener('pointerdown', this.#onTouch, { passive: true })
    this.#changes.observe(scroll, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['class'],
    })
    // Another width, or being shown at last, moves everything, and nobody expects it to stay.
    this.#sizes.observe(scroll)
    this.#note()
  }

  /** Call where this cannot wait for the end of the task: it is seen from here when something changes. */
  keep(): void {
    const before = this.#places
    this.#places = this.#look()
    const from = this.#scrolled()
    const shift = this.held ? 0 : this.#shiftSince(before, from)
    if (shift !== 0) this.#scroll.scrollTop = from + shift
    this.#onScroll()
  }

  dispose(): void {
    this.#changes.disconnect()
    this.#sizes.disconnect()
    this.#scroll.removeEventListener('scroll', this.#onScroll)
    this.#scroll.removeEventListener('pointerdown', this.#onTouch)
  }

  readonly #onScroll = (): void => {
    this.#top = this.#scroll.scrollTop
  }

  readonly #onTouch = ({ target }: PointerEvent): void => {
    this.#touched = target instanceof Node ? target : null
  }

  /** Nothing has a place in a list that is not shown. */
  #look(): Places {
    if (this.#scroll.clientHeight === 0) return nowhere
    const items = [...this.#scroll.querySelectorAll<HTMLElement>('.cards > *')]
    return new Map(items.map((item) => [item, { top: item.offsetTop, height: item.offsetHeight }]))
  }

  #note(): void {
    this.#places = this.#look()
    this.#onScroll()
  }

  /** How far it was scrolled before a list that has become short drew back by itself. */
  #scrolled(): number {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroll
    const isAtEnd = scrollTop >= scrollHeight - clientHeight - 1
    return isAtEnd ? Math.max(scrollTop, this.#top) : scrollTop
  }

  #shiftSince(before: Places, from: number): number {
    const to = from + this.#scroll.clientHeight
    const moves = [...before].flatMap(([item, was]) => {
      const is = this.#places.get(item)
      const inSight = Math.min(to, was.top + was.height) - Math.max(from, was.top)
      return is ? [{ item, was: was.top, is: is.top, pushed: is.top - was.top, inSight }] : []
    })
    const seen = moves.filter(({ inSight }) => inSight > 0)
    const mine = seen.find(({ item }) => item.contains(document.activeElement))
    const touched = seen.find(({ item }) => item.contains(this.#touched))
    if (mine) return mine.pushed
    if (touched && passedBy(touched, moves) === 0) return touched.pushed
    return mostShared(seen.filter((each) => !isCarried(each, moves)))
  }
}

interface Move {
  readonly was: number
  readonly is: number
}

/** Whether a card has passed most of the others: then they are where they were, and it is not. */
function isCarried(card: Move, all: readonly Move[]): boolean {
  return passedBy(card, all) > (all.length - 1) / 2
}

function passedBy(card: Move, all: readonly Move[]): number {
  return all.filter(({ was, is }) => Math.sign(was - card.was) * Math.sign(is - card.is) < 0).length
}

/** How far most of what is in sight was pushed; of two that are as much, the lesser. */
function mostShared(seen: readonly Seen[]): number {
  // A browser rounds each place for itself.
  const sharing = (pushed: number) => seen.filter((each) => Math.abs(each.pushed - pushed) <= 1)
  const sizeOf = (pushed: number) => sharing(pushed).reduce((sum, { inSight }) => sum + inSight, 0)
  const [most] = seen
    .map(({ pushed }) => ({ pushed, size: sizeOf(pushed) }))
    .sort((a, b) => b.size - a.size || Math.abs(a.pushed) - Math.abs(b.pushed))
  return most?.pushed ?? 0
}
