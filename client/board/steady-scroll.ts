interface Place {
  /** In pixels from the top of the list, and how high. */
  readonly top: number
  readonly height: number
}

interface Move {
  readonly item: HTMLElement
  /** In pixels from the top of the list. */
  readonly was: number
  readonly is: number
  /** How many pixels of it were in sight. */
  readonly inSight: number
}

type Places = ReadonlyMap<HTMLElement, Place>

const nowhere: Places = new Map()

/**
 * Keeps what is in sight in its place while cards come, go, move and grow around it: the card one
 * writes in, the one that was touched last, or as much as can be of those that nobody carried away.
 * A browser's own anchoring follows the first card in sight, also when it is the one that somebody
 * else carries away, and takes a card that is on its way for one that was pushed: it is to be off.
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
    // Another width, or being shown at last, moves everything, and nobody expects it to stay. This is
    // also how it first looks: once all that comes at once is laid out, and not in the midst of it.
    this.#sizes.observe(scroll)
  }

  /** Call where this cannot wait for the end of the task: it is seen from here when something changes. */
  keep(): void {
    const before = this.#places
    if (before === nowhere) return
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
    const moves = this.#movesSince(before, from)
    const seen = moves.filter(({ inSight }) => inSight > 0)
    const mine = seen.find(({ item }) => item.contains(document.activeElement))
    const touched = seen.find(({ item }) => item.contains(this.#touched))
    if (mine) return pushed(mine)
    if (touched && passedBy(touched, moves) === 0) return pushed(touched)
    return mostShared(seen.filter((each) => !isCarried(each, moves)))
  }

  #movesSince(before: Places, from: number): Move[] {
    const to = from + this.#scroll.clientHeight
    return [...before].flatMap(([item, { top, height }]) => {
      const is = this.#places.get(item)?.top
      const inSight = Math.min(to, top + height) - Math.max(from, top)
      return is === undefined ? [] : [{ item, was: top, is, inSight }]
    })
  }
}

const pushed = ({ was, is }: Move) => is - was

/** Whether a card has passed most of the others: then they are where they were, and it is not. */
function isCarried(card: Move, all: readonly Move[]): boolean {
  return passedBy(card, all) > (all.length - 1) / 2
}

function passedBy(card: Move, all: readonly Move[]): number {
  return all.filter(({ was, is }) => Math.sign(was - card.was) * Math.sign(is - card.is) < 0).length
}

/** How far most of what is in sight was pushed; of two that are as much, the lesser. */
function mostShared(seen: readonly Move[]): number {
  // A browser rounds each place for itself.
  const sharing = (by: number) => seen.filter((each) => Math.abs(pushed(each) - by) <= 1)
  const sizeOf = (by: number) => sharing(by).reduce((sum, { inSight }) => sum + inSight, 0)
  const [most] = seen
    .map((each) => ({ by: pushed(each), size: sizeOf(pushed(each)) }))
    .sort((a, b) => b.size - a.size || Math.abs(a.by) - Math.abs(b.by))
  return most?.by ?? 0
}
