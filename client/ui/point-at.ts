/** Brings something into sight and marks it shortly. */
export function pointAt(element: Element | null, block: ScrollLogicalPosition = 'nearest'): void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  element?.scrollIntoView({ block, behavior: calm ? 'instant' : 'smooth' })
  element?.animate([{ outline: '3px solid var(--brass)' }, { outline: '3px solid transparent' }], {
    duration: 1_500,
  })
}
