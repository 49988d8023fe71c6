let waiting: (() => void)[] = []
let channel: MessageChannel | null = null

/**
 * Called within a frame, runs this once what is in the page now has been drawn: a message that is
 * posted while a frame is made is heard behind it.
 */
export function afterPaint(run: () => void): void {
  waiting.push(run)
  if (waiting.length === 1) open().port2.postMessage(null)
}

function open(): MessageChannel {
  if (channel) return channel
  channel = new MessageChannel()
  channel.port1.onmessage = () => {
    const due = waiting
    waiting = []
    for (const run of due) run()
  }
  return channel
}
