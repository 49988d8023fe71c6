import type { InjectId } from '../../shared/ids.ts'

/** How near an edge of what scrolls a row in the hand makes it scroll, and how fast, in pixels. */
const edge = 40
const pace = 12

/** A row of a list in somebody's hand. The rows stay where they are; a mark shows where it would go. */
export class RowDrag {
  /** What is in the hand, if anything. */
  held = $state.raw<InjectId | null>(null)
  /** The row that it would stand right above; null is the end of the list. */
  above = $state.raw<InjectId | null>(null)
  readonly #drop: (held: InjectId, above: InjectId | null) => void
  #list: HTMLElement | null = null
  #y = 0
  #frame = 0

  constructor(drop: (held: InjectId, above: InjectId | null) => void) {
    this.#drop = drop
  }

  /** The list of rows, each a child that names its inject as `data-inject`. */
  readonly list = (list: HTMLElement): (() => void) => {
    this.#list = list
    return () => this.#end()
  }

  start(id: InjectId, event: PointerEvent & { readonly currentTarget: HTMLElement }): void {
    if (event.button !== 0 || !event.isPrimary) return
    event.currentTarget.setPointerCapture(event.pointerId)
    this.held = id
    this.move(event)
    this.#frame = requestAnimationFrame(this.#scroll)
  }

  move({ clientY }: Pick<PointerEvent, 'clientY'>): void {
    if (this.held === null) return
    this.#y = clientY
    this.above = this.#rowBelow(clientY)
  }

  drop(): void {
    const { held, above } = this
    this.#end()
    if (held !== null && held !== above) this.#drop(held, above)
  }

  cancel(): void {
    this.#end()
  }

  #end(): void {
    cancelAnimationFrame(this.#frame)
    this.held = this.above = null
  }

  /** The first row whose middle lies below a height: rows stand one under the other, so halving finds it. */
  #rowBelow(y: number): InjectId | null {
    const rows = [...(this.#list?.children ?? [])] as HTMLElement[]
    let [from, until] = [0, rows.length]
    while (from < until) {
      const middle = (from + until) >> 1
      const { top, height } = rows[middle]?.getBoundingClientRect() ?? { top: 0, height: 0 }
      if (top + height / 2 > y) until = middle
      else from = middle + 1
    }
    return (rows[from]?.dataset['inject'] ?? null) as InjectId | null
  }

  readonly #scroll = (): void => {
    const scroller = this.#list && scrollerOf(this.#list)
    if (this.held === null || !scroller) return
    const { top, bottom } = scroller.getBoundingClientRect()
    const by = this.#y < top + edge ? -pace : this.#y > bottom - edge ? pace : 0
    if (by !== 0) scroller.scrollBy(0, by)
    if (by !== 0) this.above = this.#rowBelow(this.#y)
    this.#frame = requestAnimationFrame(this.#scroll)
  }
}

/** What scrolls an element: the nearest parent that may, or the page. */
export function scrollerOf(element: HTMLElement): HTMLElement {
  for (let each = element.parentElement; each; each = each.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(each).overflowY)) return each
  }
  return document.documentElement
}
