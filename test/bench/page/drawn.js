/*
 * Runs in a page before anything of it does: `afterDrawing(tell)` has the moment told at which what is
 * in the page now has been drawn. What came within a frame is drawn by that frame, not by the next.
 */
globalThis.afterDrawing = (() => {
  const { requestAnimationFrame } = globalThis
  let isInFrame = false
  const waiting = []
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    isInFrame = false
    for (const tell of waiting.splice(0)) tell(performance.now())
  }

  /** What is posted within a frame is heard once it is drawn. */
  function enterFrame() {
    isInFrame = true
    port2.postMessage(null)
  }

  globalThis.requestAnimationFrame = (run) =>
    requestAnimationFrame((at) => {
      enterFrame()
      run(at)
    })

  return (tell) => {
    waiting.push(tell)
    if (!isInFrame) requestAnimationFrame(enterFrame)
  }
})()
