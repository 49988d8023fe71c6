import type { Attachment } from 'svelte/attachments'

/**
 * Tells once that an element has been before somebody's eyes for so many milliseconds on end: all
 * of it on the screen, and the page not behind another. Use as `{@attach inSightFor(2_000, seen)}`.
 */
export function inSightFor(duration: number, seen: () => void): Attachment<HTMLElement> {
  return (element) => {
    if (!('IntersectionObserver' in globalThis)) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      timer = setTimeout(() => (document.hidden ? wait() : seen()), duration)
    }
    const watch = new IntersectionObserver(
      (entries) => {
        clearTimeout(timer)
        if (entries.at(-1)?.isIntersecting) wait()
      },
      // Not 1: a fraction of a pixel may be cut off.
      { threshold: 0.9 },
    )
    watch.observe(element)
    return () => {
      watch.disconnect()
      clearTimeout(timer)
    }
  }
}
