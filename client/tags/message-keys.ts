import type { Tagging } from './tagging.svelte.ts'

/**
 * The keys of a list of messages where they can be tagged: the arrows go from one message to the
 * next, and the one in hand is tagged with the key of a kind. They are taken by nobody who writes.
 */
export function messageKeys(tagging: Tagging) {
  return (list: HTMLElement) => {
    const listener = (event: KeyboardEvent) => {
      if (!tagging.canTag || isOthers(event)) return
      if (moves(list, event) || tags(tagging, event)) event.preventDefault()
    }
    list.addEventListener('keydown', listener)
    return () => list.removeEventListener('keydown', listener)
  }
}

function isOthers(event: KeyboardEvent): boolean {
  const { target, defaultPrevented, ctrlKey, metaKey, altKey, isComposing } = event
  const writes = target instanceof Element && target.closest('input, textarea') !== null
  return writes || defaultPrevented || ctrlKey || metaKey || altKey || isComposing
}

function moves(list: HTMLElement, { key, target }: KeyboardEvent): boolean {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-message]')]
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-message]') : null
  // Within the row it closes what is open there.
  if (key === 'Escape' && row && target === row) {
    list.focus({ preventScroll: true })
    return true
  }
  const at = row ? rows.indexOf(row) : rows.length
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[key]
  if (to === undefined || (!row && key !== 'ArrowUp')) return false
  rows[Math.min(Math.max(to, 0), rows.length - 1)]?.focus()
  return true
}

function tags(tagging: Tagging, { key, repeat, shiftKey }: KeyboardEvent): boolean {
  const { selected, kinds } = tagging
  if (selected === null || repeat || (shiftKey && /\p{L}/u.test(key))) return false
  if (key === 'e') {
    tagging.asks = 'observation'
    return true
  }
  const kind = kinds.find((each) => each.key === key)
  if (!kind) return false
  void tagging.toggle(selected, kind)
  return true
}
