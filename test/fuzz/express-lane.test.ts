import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import type { RawData, WebSocket } from 'ws'
import { WebSocketServer } from 'ws'
import { ExpressLane } from '../../server/sync/express-lane.ts'
import { Line } from '../support/line.ts'
import { seeded } from '../support/seeded.ts'
import { WebSocketStream } from './websocket-stream.ts'

const isLong = process.env['GAMELAN_LONG'] === '1'
const seeds = Array.from({ length: isLong ? 3_000 : 150 }, (_, index) => 7_000 + index)
const frames = 24
const frameBytes = 100_000

const server = new WebSocketServer({
  noServer: true,
  perMessageDeflate: false,
  maxPayload: frameBytes,
})

const request = Object.assign(new IncomingMessage(new Socket()), {
  method: 'GET',
  url: '/',
  headers: {
    upgrade: 'websocket',
    connection: 'Upgrade',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-version': '13',
  },
})

/** All that a WebSocket tells of, in order, and how much of it the lane did. */
async function eventsOf(chunks: readonly Buffer[], hasLane: boolean) {
  const [line, events] = [new Line(), [] as string[]]
  let express = 0
  const tell = (what: string, bytes: Uint8Array | string) =>
    events.push(`${what} ${Buffer.from(bytes).toString('hex')}`)
  const socket = await new Promise<WebSocket>((resolve) => {
    server.handleUpgrade(request, line, Buffer.alloc(0), resolve)
  })
  if (hasLane) {
    const onFrame = (frame: { open(): Uint8Array }) => {
      express += 1
      tell('message', frame.open())
    }
    new ExpressLane({ socket, stream: line, frameBytes, onFrame })
  }
  socket.on('message', (data: RawData) => tell('message', data as Buffer))
  socket.on('ping', (data) => tell('ping', data))
  socket.on('pong', (data) => tell('pong', data))
  socket.on('error', (error: NodeJS.ErrnoException) => events.push(`error ${error.code}`))
  socket.on('close', (code) => events.push(`closed ${code}`))
  for (const chunk of chunks) await line.feed(Buffer.from(chunk))
  socket.terminate()
  await new Promise((resolve) => setImmediate(resolve))
  return { events, express }
}

test.each(seeds)(
  '[SYNC-33] the express lane tells what a WebSocket without it would (seed %i)',
  async (seed) => {
    const chunks = new WebSocketStream(seeded(seed)).chunks(frames)
    const [{ events }, without] = [await eventsOf(chunks, true), await eventsOf(chunks, false)]
    expect(events).toEqual(without.events)
  },
)

test('[SYNC-33] whole binary frames go by the lane, also many in one piece and one cut in its head', async () => {
  const frame = Buffer.from([0x82, 0x83, 1, 2, 3, 4, 7 ^ 1, 8 ^ 2, 9 ^ 3])
  const chunks = [Buffer.concat([frame, frame]), frame.subarray(0, 1), frame.subarray(1)]
  expect(await eventsOf(chunks, true)).toEqual({
    events: Array.from({ length: 3 }, () => 'message 070809').concat('closed 1006'),
    express: 3,
  })
})
