import type { Attachment } from 'svelte/attachments'

/**
 * Tells an element that hangs below a line how much of the page is in sight from there on down, as
 * `--room-below`: the line may grow, and the window shrink. Use as `{@attach roomBelow}`.
 */
export const roomBelow: Attachment<HTMLElement> = (element) => {
  const line = element.parentElement
  if (!line || !('ResizeObserver' in globalThis)) return
  const measure = () => {
    const top = element.getBoundingClientRect().top + scrollY
    element.style.setProperty('--room-below', `${Math.round(innerHeight - top)}px`)
  }
  const watch = new ResizeObserver(measure)
  watch.observe(line)
  addEventListener('resize', measure)
  return () => {
    watch.disconnect()
    removeEventListener('resize', measure)
  }
}
