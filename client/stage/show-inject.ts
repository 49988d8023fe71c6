import type { InjectId } from '../../shared/ids.ts'
import { showTab } from '../pages/show-tab.ts'
import { pointAt } from '../ui/point-at.ts'

/** Brings a landed inject before the person's eyes. */
export function showInject(inject: InjectId): void {
  showTab('feed')
  requestAnimationFrame(() => point(inject))
}

function point(inject: InjectId): void {
  const shown = document.querySelector<HTMLElement>(`article[data-inject="${inject}"]`)
  pointAt(shown)
  // Whoever does not see the page is led there as well.
  shown?.setAttribute('tabindex', '-1')
  shown?.focus({ preventScroll: true })
}
