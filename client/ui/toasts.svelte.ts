/** A short word to the person at the page, with at most one thing to do about it. */
export interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'plain' | 'bad'
  readonly action: { readonly label: string; readonly run: () => void } | null
}

interface ToastOptions {
  readonly tone?: Toast['tone']
  readonly action?: { readonly label: string; readonly run: () => void }
  /** How long it stays, in milliseconds. */
  readonly stays?: number
}

const usualStay = 6_000

/** The toasts of this page, and what is said aloud politely. `LiveRegion.svelte` shows both. */
class Toasts {
  shown = $state.raw<readonly Toast[]>([])
  /** The last thing said; `n` tells two equal sentences apart. */
  said = $state.raw({ text: '', n: 0 })
  #next = 1

  /** Shows a toast, which is read aloud politely too. */
  show(text: string, options: ToastOptions = {}): void {
    const { tone = 'plain', action = null, stays = usualStay } = options
    const toast = { id: this.#next++, text, tone, action }
    this.shown = [...this.shown.slice(-2), toast]
    setTimeout(() => this.dismiss(toast.id), stays)
    this.say(text)
  }

  /** Says a sentence to screen readers without showing it. */
  say(text: string): void {
    this.said = { text, n: this.said.n + 1 }
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((each) => each.id !== id)
  }
}

export const toasts = new Toasts()
