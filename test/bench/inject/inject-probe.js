/*
 * Runs in a page before anything of it does, and keeps when a key was pressed and when each inject was
 * drawn, in milliseconds since the epoch, so that pages can be compared.
 */
globalThis.injectProbe = (() => {
  const { afterDrawing } = globalThis
  const told = { pressedAt: 0, seen: {} }
  const wall = (at) => performance.timeOrigin + at
  const known = new Set()

  addEventListener('keydown', ({ timeStamp }) => (told.pressedAt = wall(timeStamp)), true)

  function look() {
    for (const card of document.querySelectorAll('[data-inject]')) {
      if (known.has(card.dataset.inject)) continue
      const [title] = /Surprise number \d+/.exec(card.textContent) ?? []
      // A card may stand there a moment before its words do.
      if (!title) continue
      known.add(card.dataset.inject)
      afterDrawing((at) => (told.seen[title] = wall(at)))
    }
  }

  new MutationObserver(look).observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
  })
  return told
})()
