import type * as Y from 'yjs'
import type { Delta, TextChange } from './text-change.ts'
import { changeBetween, letterAfter, placeAfter } from './text-change.ts'

interface BindingOptions {
  /** Marks what is typed here as this page's own. */
  readonly origin: object
  readonly onTyped?: () => void
}

/**
 * Ties a textarea to a shared text, letter by letter, both ways. What others type keeps the caret
 * and the selection where they are among the letters; while an input method composes, the field is
 * left alone and what came meanwhile is shown after. (A one-line input would swallow line ends.)
 */
export class TextBinding {
  readonly #field: HTMLTextAreaElement
  readonly #text: Y.Text
  readonly #options: BindingOptions
  /** The text as the field shows it, but for what was typed since. */
  #shown = ''
  /** What others changed and the field does not show yet, in order. */
  #unshown: Delta[] = []
  #composing = false
  #writing = false

  constructor(field: HTMLTextAreaElement, text: Y.Text, options: BindingOptions) {
    this.#field = field
    this.#text = text
    this.#options = options
    this.#setValue()
    text.observe(this.#onText)
    field.addEventListener('input', this.#onInput)
    field.addEventListener('compositionstart', this.#onCompositionStart)
    field.addEventListener('compositionend', this.#onCompositionEnd)
    field.addEventListener('selectionchange', this.#onSelection)
  }

  dispose(): void {
    this.#text.unobserve(this.#onText)
    this.#field.removeEventListener('input', this.#onInput)
    this.#field.removeEventListener('compositionstart', this.#onCompositionStart)
    this.#field.removeEventListener('compositionend', this.#onCompositionEnd)
    this.#field.removeEventListener('selectionchange', this.#onSelection)
  }

  readonly #onInput = (): void => {
    // What others typed since the composition began waits for its end, and so does what it makes.
    if (this.#composing && this.#unshown.length > 0) return
    const change = changeBetween(this.#shown, this.#field.value, this.#field.selectionEnd)
    if (change) this.#write(change)
  }

  readonly #onCompositionStart = (): void => {
    this.#composing = true
  }

  readonly #onCompositionEnd = (): void => {
    this.#composing = false
    this.#onInput()
    if (this.#unshown.length > 0) this.#show()
  }

  readonly #onText = (event: Y.YTextEvent): void => {
    if (this.#writing) return
    this.#unshown.push(event.delta)
    if (!this.#composing) this.#show()
  }

  #write(change: TextChange): void {
    const { index, remove, insert } = change
    const place = placeAfter(this.#unshown, index)
    const letters = Array.from({ length: remove }, (_, n) => letterAfter(this.#unshown, index + n))
    this.#writing = true
    this.#text.doc?.transact(() => {
      if (this.#unshown.length === 0) unifyLineEnds(this.#text)
      for (const letter of letters.reverse()) if (letter !== null) this.#text.delete(letter, 1)
      if (insert) this.#text.insert(place, insert)
    }, this.#options.origin)
    this.#writing = false
    this.#settle(place + insert.length)
    this.#options.onTyped?.()
  }

  /** After a change of our own the field shows it; what waited behind it is shown now. */
  #settle(caret: number): void {
    const waited = this.#unshown.length > 0
    this.#unshown = []
    this.#shown = this.#field.value
    if (!waited) return
    this.#setValue()
    this.#select(caret, caret)
  }

  /** Shows what others changed, the caret and the selection staying among their letters. */
  #show(): void {
    const { selectionStart, selectionEnd } = this.#field
    const changes = this.#unshown
    this.#unshown = []
    this.#setValue()
    this.#select(placeAfter(changes, selectionStart), placeAfter(changes, selectionEnd))
  }

  /**
   * A field that nobody here writes in has a selection, too, which what others type moves. Whoever
   * follows the page's selection (an editor does, and has the page laid out for it) is spared that.
   */
  readonly #onSelection = (event: Event): void => {
    if (!this.#isFocused) event.stopPropagation()
  }

  /** Only a field that is written in scrolls, and asking where has the page laid out. */
  #setValue(): void {
    const value = this.#text.toJSON()
    const scrollTop = this.#isFocused ? this.#field.scrollTop : 0
    if (this.#field.value !== value) this.#field.value = value
    this.#shown = this.#field.value
    if (this.#isFocused) this.#field.scrollTop = scrollTop
  }

  /** Some browsers take a selection for a wish to be focused. */
  #select(start: number, end: number): void {
    if (this.#isFocused) this.#field.setSelectionRange(start, end, this.#field.selectionDirection)
  }

  get #isFocused(): boolean {
    const root = this.#field.getRootNode()
    return root instanceof Document && root.activeElement === this.#field
  }
}

/** A field has only `\n`; another one in the text would put the two out of step. */
function unifyLineEnds(text: Y.Text): void {
  const letters = text.toJSON()
  for (let at = letters.lastIndexOf('\r'); at >= 0; at = letters.lastIndexOf('\r', at - 1)) {
    text.delete(at, 1)
    if (letters[at + 1] !== '\n') text.insert(at, '\n')
    if (at === 0) break
  }
}
