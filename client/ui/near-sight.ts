import type { Attachment } from 'svelte/attachments'

type Tell = (isNear: boolean) => void

/** As far beyond its edges as a list is high: what a flick of the hand brings into sight. */
const margin = '50% 0px'

/** Whether this browser can tell at all. */
export const canTellNear = 'IntersectionObserver' in globalThis

/** So many are told with one frame: each has much to draw. */
const atATime = 2

interface Told {
  readonly tell: Tell
  /** What it was last told, or took for granted. */
  isNear: boolean
}

/**
 * Tells elements whether they are in the sight of the list that scrolls them, or a page of it away; a few
 * with each frame, and those not at all that a flick brought near and away again meanwhile.
 * One observer serves all of a list: attach it to the list, and `of(tell)` to each element in it.
 */
export class NearSight {
  readonly #toldByElement = new Map<Element, Told>()
  /** What is to be told, in the order in which it came near or went away. */
  readonly #news = new Map<Element, boolean>()
  #watch: IntersectionObserver | null = null
  #frame: number | null = null

  readonly list: Attachment<HTMLElement> = (root) => {
    if (!canTellNear) return
    const options = { root, rootMargin: margin }
    this.#watch = new IntersectionObserver((entries) => this.#hear(entries), options)
    for (const element of this.#toldByElement.keys()) this.#watch.observe(element)
    return () => {
      this.#watch?.disconnect()
      if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    }
  }

  /** @param isNear what the element takes for granted until it is told */
  of(tell: Tell, isNear = false): Attachment<HTMLElement> {
    return (element) => {
      this.#toldByElement.set(element, { tell, isNear })
      this.#watch?.observe(element)
      return () => {
        this.#toldByElement.delete(element)
        this.#news.delete(element)
        this.#watch?.unobserve(element)
      }
    }
  }

  #hear(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      this.#news.delete(target)
      if (this.#toldByElement.get(target)?.isNear !== isIntersecting)
        this.#news.set(target, isIntersecting)
    }
    this.#tellSoon()
  }

  #tellSoon(): void {
    if (this.#news.size === 0) return
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null
      // What went away can wait.
      const byHaste = [...this.#news].sort(([, one], [, other]) => Number(other) - Number(one))
      for (const [element, isNear] of byHaste.slice(0, atATime)) this.#tell(element, isNear)
      this.#tellSoon()
    })
  }

  #tell(element: Element, isNear: boolean): void {
    this.#news.delete(element)
    const told = this.#toldByElement.get(element)
    if (!told) return
    told.isNear = isNear
    told.tell(isNear)
  }
}
