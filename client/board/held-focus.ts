type Field = HTMLInputElement | HTMLTextAreaElement

/**
 * Keeps the focus, and the caret in it, where it is while the page puts elements in another order:
 * a browser takes the focus from whatever is moved, and the letters that are typed then are lost.
 */
export class HeldFocus {
  readonly #place: HTMLElement
  #focused: HTMLElement | null = null
  #selection: readonly [number | null, number | null] | null = null

  constructor(place: HTMLElement) {
    this.#place = place
  }

  /** Call before the page changes. */
  note(): void {
    const focused = document.activeElement
    const isHere = focused instanceof HTMLElement && this.#place.contains(focused)
    this.#focused = isHere ? focused : null
    this.#selection = isField(focused) ? [focused.selectionStart, focused.selectionEnd] : null
  }

  /** Call when it has changed, before anything else is typed. */
  keep(): void {
    const focused = this.#focused
    if (!focused?.isConnected || document.activeElement === focused) return
    focused.focus({ preventScroll: true })
    if (isField(focused) && this.#selection) focused.setSelectionRange(...this.#selection)
  }
}

function isField(element: Element | null): element is Field {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
}
