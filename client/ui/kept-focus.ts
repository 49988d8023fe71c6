/**
 * Gives the focus a place to be when what has it goes away under the person's hands: the first
 * thing in here to press, or else what the selector finds on the page.
 */
export function keptFocus(elsewhere: string) {
  return (place: HTMLElement) => {
    let focused: Element | null = null
    const note = ({ target }: FocusEvent) => (focused = target instanceof Element ? target : null)
    const observer = new MutationObserver(() => {
      if (!focused || focused.isConnected) return
      focused = null
      if (document.activeElement !== document.body) return
      const next =
        place.querySelector('button:not(.tooltip-anchor)') ?? document.querySelector(elsewhere)
      if (next instanceof HTMLElement) next.focus({ preventScroll: true })
    })
    place.addEventListener('focusin', note)
    observer.observe(place, { childList: true, subtree: true })
    return () => {
      place.removeEventListener('focusin', note)
      observer.disconnect()
    }
  }
}
