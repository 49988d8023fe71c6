interface Place {
  readonly item: HTMLElement
  readonly inSight: boolean
  /** Where it was and where it is, in pixels from the top of the list. */
  readonly was: number
  readonly is: number
}

/**
 * Keeps what is in sight in its place while cards come, go and move around it: the card one writes
 * in or, where there is none, those in sight that nobody carried away, of which the least pushed. A
 * browser's own anchoring follows the first card in sight, also when it is the one that somebody else
 * carries away.
 */
export class SteadyScroll {
  readonly #scroll: HTMLElement
  #before: readonly Omit<Place, 'is'>[] = []
  /** The frame after which the browser may anchor again. */
  #lettingGo = 0

  constructor(scroll: HTMLElement) {
    this.#scroll = scroll
  }

  /** Call before the page changes. */
  note(): void {
    const scroll = this.#scroll
    // What changed with the frame before asked for this one, in which all changes again.
    cancelAnimationFrame(this.#lettingGo)
    scroll.style.overflowAnchor = 'none'
    const [top, bottom] = [scroll.scrollTop, scroll.scrollTop + scroll.clientHeight]
    this.#before = [...scroll.querySelectorAll<HTMLElement>('.cards > *')].map((item) => {
      const was = item.offsetTop
      return { item, was, inSight: was < bottom && was + item.offsetHeight > top }
    })
  }

  /** Call when it has changed. */
  keep(): void {
    const scroll = this.#scroll
    const places = this.#before
      .filter(({ item }) => item.isConnected)
      .map((each): Place => ({ ...each, is: each.item.offsetTop }))
    this.#before = []
    const seen = places.filter(({ inSight }) => inSight)
    const mine = seen.find(({ item }) => item.contains(document.activeElement))
    const stayed = mine ? [mine] : seen.filter((each) => !isCarried(each, places))
    const shift = leastOf(stayed.map(({ was, is }) => is - was))
    if (shift !== 0) scroll.scrollTop += shift
    this.#lettingGo = requestAnimationFrame(() => (scroll.style.overflowAnchor = ''))
  }
}

/** Whether a card has passed most of the others: then they are where they were, and it is not. */
function isCarried(card: Place, all: readonly Place[]): boolean {
  const passed = all.filter(
    ({ was, is }) => Math.sign(was - card.was) * Math.sign(is - card.is) < 0,
  )
  return passed.length > (all.length - 1) / 2
}

function leastOf([first = 0, ...rest]: readonly number[]): number {
  return rest.reduce((least, each) => (Math.abs(each) < Math.abs(least) ? each : least), first)
}
