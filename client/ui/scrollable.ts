/**
 * Lets somebody without a mouse scroll a region that holds nothing to put the focus on: it takes
 * the focus itself, and the arrow keys then move it (WCAG 2.1.1). Use as `{@attach scrollable}`.
 */
export function scrollable(region: HTMLElement): void {
  region.tabIndex = 0
}
