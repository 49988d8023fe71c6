import type { Attachment } from 'svelte/attachments'

type Tell = (isNear: boolean) => void

/** As far beyond its edges as a list is high: what a flick of the hand brings into sight. */
const margin = '100% 0px'

/** Whether this browser can tell at all. */
export const canTellNear = 'IntersectionObserver' in globalThis

/**
 * Tells elements whether they are in the sight of the list that scrolls them, or a page of it away.
 * One observer serves all of a list: attach it to the list, and `of(tell)` to each element in it.
 */
export class NearSight {
  readonly #tellByElement = new Map<Element, Tell>()
  #watch: IntersectionObserver | null = null

  readonly list: Attachment<HTMLElement> = (root) => {
    if (!canTellNear) return
    const options = { root, rootMargin: margin }
    this.#watch = new IntersectionObserver((entries) => this.#hear(entries), options)
    for (const element of this.#tellByElement.keys()) this.#watch.observe(element)
    return () => this.#watch?.disconnect()
  }

  of(tell: Tell): Attachment<HTMLElement> {
    return (element) => {
      this.#tellByElement.set(element, tell)
      this.#watch?.observe(element)
      return () => {
        this.#tellByElement.delete(element)
        this.#watch?.unobserve(element)
      }
    }
  }

  #hear(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries)
      this.#tellByElement.get(target)?.(isIntersecting)
  }
}
