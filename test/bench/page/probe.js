/*
 * Runs in a page before anything of it does, and keeps what the browser tells of it: how long what
 * people do takes to be drawn, long tasks, what jumped, and when a title had how many letters. Moments are
 * milliseconds since the page's own start, those to be compared between pages since the epoch.
 */
globalThis.gamelanProbe = (() => {
  const { afterDrawing } = globalThis
  const told = {
    fcp: null,
    lcp: null,
    readyAt: null,
    events: [],
    longTasks: [],
    shifts: [],
    typed: [],
    seen: [],
  }
  const wall = (at) => performance.timeOrigin + at

  function hear(type, options, keep) {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(keep))
    observer.observe({ type, buffered: true, ...options })
  }

  hear('event', { durationThreshold: 16 }, ({ interactionId, startTime, duration }) => {
    if (interactionId) told.events.push({ interactionId, at: startTime, duration })
  })
  hear('longtask', {}, ({ startTime, duration }) =>
    told.longTasks.push({ at: startTime, duration }),
  )
  hear('layout-shift', {}, ({ startTime, value, hadRecentInput, sources }) => {
    const moved = sources.map(({ node }) => nameOf(node))
    if (!hadRecentInput) told.shifts.push({ at: startTime, value, moved })
  })
  hear('largest-contentful-paint', {}, ({ startTime }) => (told.lcp = startTime))
  hear('paint', {}, ({ name, startTime }) => {
    if (name === 'first-contentful-paint') told.fcp = startTime
  })

  function nameOf(node) {
    const element = node instanceof Element ? node : node?.parentElement
    return element ? `${element.tagName.toLowerCase()}.${element.classList[0] ?? ''}` : 'gone'
  }

  // The board can be typed on once the title of a card is a field.
  const ready = new MutationObserver(() => {
    if (!document.querySelector('[data-card] textarea')) return
    told.readyAt = performance.now()
    ready.disconnect()
  })
  ready.observe(document, { childList: true, subtree: true })

  const titleOf = (card) => document.querySelector(`[data-card="${card}"] textarea`)

  /** Keeps when each letter of a card's title was pressed here. */
  function typing(card) {
    let pressedAt = 0
    addEventListener('keydown', ({ timeStamp }) => (pressedAt = timeStamp), true)
    addEventListener(
      'input',
      ({ target }) => {
        if (target !== titleOf(card)) return
        told.typed.push({ letters: target.value.length, at: wall(pressedAt) })
      },
      true,
    )
  }

  /** Keeps when each letter that came into a card's title was drawn. */
  function watching(card) {
    // Where somebody else carried it out of sight it is an outline.
    const outlineOf = () => document.querySelector(`[data-card="${card}"] h3`)
    const count = () => titleOf(card)?.value.length ?? outlineOf()?.textContent.length
    let shown = count() ?? 0
    const look = () => {
      const letters = count() ?? shown
      if (letters === shown) return
      shown = letters
      afterDrawing((at) => told.seen.push({ letters, at: wall(at) }))
    }
    const changes = { childList: true, subtree: true, characterData: true, attributes: true }
    new MutationObserver(look).observe(document.body, changes)
  }

  /** Bytes of JavaScript that came before the board could be typed on, as they were sent. */
  function scriptBytes() {
    return performance
      .getEntriesByType('resource')
      .filter(({ name, responseEnd }) => name.endsWith('.js') && responseEnd <= told.readyAt)
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
  }

  const read = () => ({
    ...told,
    now: performance.now(),
    interactions: performance.interactionCount,
    scriptBytes: scriptBytes(),
  })

  return { typing, watching, read }
})()
