import type { Locator } from 'playwright-core'

/** A laptop of 1440 by 900 at 200 %, and the narrowest page there has to be (WCAG 1.4.10). */
const sizes = { 'at 200 %': [720, 450], 'at 320 px': [320, 640] } as const

/**
 * What of a part of the page is cut off, scrolls in two directions, or takes the focus out of sight or
 * under something else: at 200 % and at 320 px. Leaves the page wide.
 * @param tab where it is to be found when only one part of the page is in front
 */
export async function hiddenParts(part: Locator, tab: string): Promise<string[]> {
  const page = part.page()
  const found: string[] = []
  for (const [size, [width, height]] of Object.entries(sizes)) {
    await page.setViewportSize({ width, height })
    const button = page.locator('nav.tabs button:not([aria-current])', { hasText: tab })
    if (await button.isVisible()) await button.click()
    await part.waitFor()
    found.push(...(await part.evaluate(hidden)).map((each) => `${size}: ${each}`))
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  return found
}

/** Runs in the browser. */
async function hidden(part: Element): Promise<string[]> {
  const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const nameOf = (element: Element | null) =>
    element === null
      ? 'nothing'
      : `${element.localName} “${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 30)}”`

  /** Whether it has to be pushed about in two directions to be read. */
  function isPushedAbout(element: Element): boolean {
    const { overflowX, overflowY } = getComputedStyle(element)
    const across = element.scrollWidth > element.clientWidth + 1
    const down = element.scrollHeight > element.clientHeight + 1
    return across && down && [overflowX, overflowY].every((each) => /auto|scroll/.test(each))
  }

  /** What is said in passing goes by itself. */
  function topmost(x: number, y: number): Element | null {
    return document.elementsFromPoint(x, y).find((each) => !each.closest('.toasts')) ?? null
  }

  /** What lies over the middle of a control, or null. */
  function coverOf(control: HTMLElement): string | null {
    const { left, top, width, height } = control.getBoundingClientRect()
    const hit = topmost(left + width / 2, top + height / 2)
    const isSeen = hit && (control.contains(hit) || hit.closest('label')?.control === control)
    return isSeen ? null : nameOf(hit)
  }

  /** A tooltip of whatever had the focus before takes some frames to go. */
  async function whatHides(control: HTMLElement): Promise<string[]> {
    // Whoever has the focus already is not brought into sight by getting it.
    control.blur()
    control.focus()
    let cover: string | null = null
    for (let frame = 0; frame < 30; frame += 1) {
      cover = document.activeElement === control ? coverOf(control) : null
      if (cover === null) return []
      await drawn()
    }
    return [`${nameOf(control)} lies under ${cover ?? ''}`]
  }

  await drawn()
  const { left, right } = part.getBoundingClientRect()
  const page = document.documentElement
  const found: string[] = []
  if (page.scrollWidth > page.clientWidth) found.push(`the page is ${page.scrollWidth} px wide`)
  if (left < 0 || right > innerWidth + 1) found.push(`it reaches from ${left} to ${right}`)
  const all = [part, ...part.querySelectorAll('*')]
  for (const each of all) if (isPushedAbout(each)) found.push(`${nameOf(each)} scrolls both ways`)
  const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
  const controls = all.filter((each) => each.matches(focusable) && each.checkVisibility())
  if (controls.length === 0) found.push('nothing of it takes the focus')
  for (const each of controls) found.push(...(await whatHides(each as HTMLElement)))
  return found
}
