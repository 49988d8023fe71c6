import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import type { WebSocketClass } from '../../client/net/web-socket.ts'
import type { SessionId } from '../../shared/ids.ts'
import { writeAwareness, writeStep2, writeUpdate } from '../../shared/wire/sync-frames.ts'

/** A socket whose other end is the test. */
class Pipe {
  static last: Pipe | null = null
  readonly readyState = 1
  onmessage: ((event: { data: unknown }) => void) | null = null
  constructor() {
    Pipe.last = this
  }
  send(): void {}
  close(): void {}
  bring(frame: Uint8Array): void {
    this.onmessage?.({ data: frame.slice().buffer })
  }
}

let frames: FrameRequestCallback[]
let connection: SyncConnection
const ydoc = () => connection.ydoc
const draw = () => frames.splice(0).forEach((run) => run(0))
const words = () => ydoc().getText('words').toJSON()

beforeEach(() => {
  frames = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => frames.push(run))
  connection = new SyncConnection({
    server: 'ws://127.0.0.1:1',
    sessionId: 's_1' as SessionId,
    doc: 'stage',
    key: 'key',
    ydoc: new Y.Doc(),
    WebSocket: Pipe as unknown as WebSocketClass,
  })
})
afterEach(() => {
  connection.dispose()
  draw()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** The updates of somebody who types these letters one by one. */
function typed(letters: string): Uint8Array[] {
  const updates: Uint8Array[] = []
  const theirs = new Y.Doc()
  theirs.on('update', (update: Uint8Array) => updates.push(writeUpdate(update)))
  for (const [at, letter] of Array.from(letters).entries())
    theirs.getText('words').insert(at, letter)
  return updates
}

test('[PAGE-96] the updates of one frame are one change, and what else came is taken behind them', () => {
  const seen: string[] = []
  ydoc().on('afterTransaction', ({ origin }: Y.Transaction) => {
    if (origin === connection) seen.push(words())
  })
  connection.awareness.on('change', () => seen.push(`presence at ${words()}`))
  const other = new Awareness(new Y.Doc())
  other.setLocalState({ cardId: 'c_1' })
  const [a, b, c] = typed('abc') as [Uint8Array, Uint8Array, Uint8Array]
  Pipe.last?.bring(a)
  Pipe.last?.bring(writeAwareness(encodeAwarenessUpdate(other, [other.clientID])))
  Pipe.last?.bring(b)
  Pipe.last?.bring(c)
  expect(words()).toBe('')
  draw()
  expect(seen).toEqual(['abc', 'presence at abc'])
  other.destroy()
})

test('[PAGE-96] an update that is none is told, and the others are taken', () => {
  const told = vi.fn()
  vi.stubGlobal('reportError', told)
  const [a, b] = typed('ab') as [Uint8Array, Uint8Array]
  Pipe.last?.bring(writeStep2(Y.encodeStateAsUpdate(new Y.Doc())))
  Pipe.last?.bring(a)
  Pipe.last?.bring(writeUpdate(Uint8Array.of(255, 1, 2)))
  Pipe.last?.bring(b)
  draw()
  expect([words(), told.mock.calls.length, connection.state.at]).toEqual(['ab', 1, 'synced'])
})

test('[PAGE-96] what waits when its socket is let go comes again with the next one', () => {
  const [a] = typed('a') as [Uint8Array]
  Pipe.last?.bring(a)
  connection.drop()
  draw()
  expect(words()).toBe('')
})
