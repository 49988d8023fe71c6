import type { InjectId } from '../../shared/ids.ts'
import { showTab } from '../pages/show-tab.ts'

/** Brings a landed inject before the person's eyes. */
export function showInject(inject: InjectId): void {
  showTab('feed')
  requestAnimationFrame(() => point(inject))
}

function point(inject: InjectId): void {
  const shown = document.querySelector<HTMLElement>(`[data-inject="${inject}"]`)
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  shown?.scrollIntoView({ block: 'nearest', behavior: calm ? 'instant' : 'smooth' })
  shown?.animate([{ outline: '3px solid var(--brass)' }, { outline: '3px solid transparent' }], {
    duration: 1_500,
  })
  // Whoever does not see the page is led there as well.
  shown?.setAttribute('tabindex', '-1')
  shown?.focus({ preventScroll: true })
}
