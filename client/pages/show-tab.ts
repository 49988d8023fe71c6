import type { Tab } from './session-tab.ts'

const listeners = new Set<(tab: Tab) => void>()

/** Asks the session's page to bring a part of it before the person: on a phone, one is shown. */
export function showTab(tab: Tab): void {
  for (const listener of listeners) listener(tab)
}

/** Hears which part is asked for; returns how to stop. */
export function onShowTab(listener: (tab: Tab) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Shows a part of the page and puts the caret into its field, or where that is about to be. */
export function writeIn(tab: 'notes' | 'channel' | 'doing'): void {
  showTab(tab)
  requestAnimationFrame(() => {
    const field = `.${tab}-place :is(input, textarea, [contenteditable="true"], [aria-busy="true"])`
    document.querySelector<HTMLElement>(field)?.focus()
  })
}
