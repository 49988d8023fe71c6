import { io } from 'socket.io-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readInjects, readRotations, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { Guests } from '../support/guests.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { until } from '../support/until.ts'

const inject = (title: string, more: object) => ({ kind: 'message', title, ...more })
const scenario = {
  title: 'Armed',
  summary: 'All of it lands by itself.',
  minutes: 20,
  situation: 'Quiet.',
  injects: [
    inject('by time', { key: 'first', at: '00:30' }),
    inject('after another', { when: { after: 'first', delay: '00:30' } }),
    inject('by the board', { when: { text: 'smoke' } }),
  ],
}

let server: InProcessServer
let guests: Guests

beforeEach(async () => {
  guests = new Guests()
  server = await InProcessServer.start()
})
afterEach(async () => {
  await guests.leave()
  await server.stop()
})

test('[HANDOVER-31] the facilitator’s page dies, and all that was armed lands: by time, after another, by the board, the rotation', async () => {
  const session = await server.session({ scenario })
  const noor = await session.join('facilitator')
  const kim = await session.join('participant')
  const lee = await session.join('participant')
  const pages = await Promise.all([
    guests.raw(server, noor, 'stage'),
    guests.raw(server, noor, 'script'),
    guests.raw(server, noor, 'board'),
  ])
  const board = await guests.connect(server, kim)
  const { ydoc } = await guests.connect(server, lee, 'stage')
  const live = io(server.url, {
    path: '/live',
    auth: { key: noor.key },
    transports: ['websocket'],
  })
  const orders: Command[] = [
    { type: 'phase.set', phase: 'play' },
    { type: 'rotation.start', everyMinutes: 1 },
    { type: 'clock.run', speed: 60 },
  ]
  for (const order of orders) {
    expect(await live.timeout(10_000).emitWithAck('command', order)).toEqual({ ok: true })
  }
  // As a page dies: no word, no leave.
  live.io.engine.close()
  live.disconnect()
  for (const page of pages) page.close()
  board.ydoc.getText('notes').insert(0, 'there is smoke')
  const stage = stageDoc(ydoc)
  const landed = () => readInjects(stage).map(({ content }) => content.title)
  await until('all has landed', () => landed().length === 3, 20_000)
  expect(landed().toSorted()).toEqual(['after another', 'by the board', 'by time'])
  await until('the rotation asks', () => readRotations(stage).some(({ what }) => what === 'due'))
})
