import type { AnimationConfig } from 'svelte/animate'
import { cubicOut } from 'svelte/easing'
import { prefersReducedMotion } from 'svelte/motion'

/** In milliseconds: to be followed, and over before anybody waits for it. */
const beat = 140

/**
 * Has an element of a list slide from where it was to where it is; at once for whoever wants nothing
 * to move. Svelte's own `flip` also stretches what has another size than before, with all its letters,
 * and asks for each element's styles to do so.
 */
export function slides(
  _element: Element,
  { from, to }: { readonly from: DOMRect; readonly to: DOMRect },
): AnimationConfig {
  const [x, y] = [from.left - to.left, from.top - to.top]
  const isMoved = x !== 0 || y !== 0
  return {
    duration: isMoved ? slideTime() : 0,
    easing: cubicOut,
    css: (_, left) => `transform: translate(${left * x}px, ${left * y}px)`,
  }
}

/** How long a slide takes, in milliseconds. */
export function slideTime(): number {
  return prefersReducedMotion.current ? 0 : beat
}
