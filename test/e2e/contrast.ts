import type { Page } from 'playwright-core'

/**
 * Texts of a page that stand out too little from what is behind them, by WCAG 2.2, 1.4.3: a contrast of
 * 4.5, or 3 where letters are large. What is behind a text is what its ancestors are painted with; a
 * pattern or a picture is not judged. Disabled controls are exempt, and what is only heard.
 */
export async function faintTexts(page: Page): Promise<string[]> {
  await page.evaluate(settled)
  return page.evaluate(faint)
}

/** Runs in the browser: what is on its way to another colour is judged once it is there. */
async function settled(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve))
  const ends = (each: Animation) => Number(each.effect?.getComputedTiming().endTime) < 2_000
  await Promise.allSettled(
    document
      .getAnimations()
      .filter(ends)
      .map((each) => each.finished),
  )
}

/** Runs in the browser. */
function faint(): string[] {
  type Colour = readonly [red: number, green: number, blue: number, alpha: number]
  const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const known = new Map<string, Colour>()

  /** Whatever way a colour is written in, from 0 to 1. */
  function colourOf(css: string): Colour {
    const before = known.get(css)
    if (before || !brush) return before ?? [0, 0, 0, 0]
    brush.clearRect(0, 0, 1, 1)
    brush.fillStyle = css
    brush.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0, alpha = 0] = brush.getImageData(0, 0, 1, 1).data
    const colour = [red / 255, green / 255, blue / 255, alpha / 255] as const
    known.set(css, colour)
    return colour
  }

  const over = (top: Colour, ground: Colour, alpha: number): Colour => {
    const mix = (at: 0 | 1 | 2) => top[at] * alpha + ground[at] * (1 - alpha)
    return [mix(0), mix(1), mix(2), 1]
  }

  /** What an element is painted on, itself included. */
  function groundOf(element: Element | null): Colour {
    if (!element) return [1, 1, 1, 1]
    const own = colourOf(getComputedStyle(element).backgroundColor)
    return own[3] === 1 ? own : over(own, groundOf(element.parentElement), own[3])
  }

  /** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
  function luminanceOf([red, green, blue]: Colour): number {
    const [r, g, b] = [red, green, blue].map((each) =>
      each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4,
    ) as [number, number, number]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }

  /** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
  function contrastOf(one: Colour, other: Colour): number {
    const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }

  /** How much of an element shows through, with all that it is in. */
  function opacityOf(element: Element | null): number {
    return element ? +getComputedStyle(element).opacity * opacityOf(element.parentElement) : 1
  }

  function neededBy({ fontSize, fontWeight }: CSSStyleDeclaration): number {
    const pixels = parseFloat(fontSize)
    return pixels >= 24 || (pixels >= 18.66 && +fontWeight >= 700) ? 3 : 4.5
  }

  function isJudged(element: Element): boolean {
    const isSeen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    return isSeen && !element.closest('.said-only, :disabled, [aria-disabled="true"]')
  }

  function complaintOf(element: Element): string | null {
    const style = getComputedStyle(element)
    const [ground, ink] = [groundOf(element), colourOf(style.color)]
    const contrast = contrastOf(over(ink, ground, ink[3] * opacityOf(element)), ground)
    if (contrast >= neededBy(style)) return null
    return `${contrast.toFixed(2)}: ${element.outerHTML.slice(0, 120)}`
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const elements = new Set<Element>()
  while (texts.nextNode()) {
    const { parentElement, textContent } = texts.currentNode
    if (parentElement && textContent?.trim()) elements.add(parentElement)
  }
  return [...elements].filter(isJudged).flatMap((each) => complaintOf(each) ?? [])
}
