/**
 * Keeps what is in sight in its place while cards come, go and move around it: the card one writes
 * in or, where there is none, what most cards in sight agree on. A browser's own anchoring follows
 * the first card in sight, also when it is the one that somebody else carries away.
 */
export class SteadyScroll {
  readonly #scroll: HTMLElement
  #tops = new Map<HTMLElement, number>()

  constructor(scroll: HTMLElement) {
    this.#scroll = scroll
  }

  /** Call before the page changes. */
  note(): void {
    const scroll = this.#scroll
    scroll.style.overflowAnchor = 'none'
    this.#tops = new Map(inSight(scroll).map((item) => [item, item.offsetTop]))
  }

  /** Call when it has changed. */
  keep(): void {
    const scroll = this.#scroll
    const shifts = [...this.#tops]
      .filter(([item]) => item.isConnected)
      .map(([item, top]) => ({ item, shift: item.offsetTop - top }))
    this.#tops.clear()
    const mine = shifts.find(({ item }) => item.contains(document.activeElement))
    const shift = mine?.shift ?? middleOf(shifts.map((each) => each.shift))
    if (shift !== 0) scroll.scrollTop += shift
    requestAnimationFrame(() => (scroll.style.overflowAnchor = ''))
  }
}

function inSight(scroll: HTMLElement): HTMLElement[] {
  const [top, bottom] = [scroll.scrollTop, scroll.scrollTop + scroll.clientHeight]
  return [...scroll.querySelectorAll<HTMLElement>('.cards > *')].filter((item) => {
    return item.offsetTop < bottom && item.offsetTop + item.offsetHeight > top
  })
}

function middleOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
