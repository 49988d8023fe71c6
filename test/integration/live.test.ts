import type { Socket } from 'socket.io-client'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bell } from '../../shared/wire/bells.ts'
import type { Reply } from '../../shared/wire/reply.ts'
import { protocolVersion } from '../../shared/wire/protocol-version.ts'
import type { Person } from '../support/in-process-server.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { until } from '../support/until.ts'

let server: InProcessServer
const sockets: Socket[] = []

beforeAll(async () => {
  server = await InProcessServer.start({ limits: { commandsPerSecond: 10 } })
})
afterAll(async () => {
  for (const socket of sockets) socket.disconnect()
  await server.stop()
})

/** A plain Socket.IO client, and the bells it heard. */
function listen(person: Pick<Person, 'key'>): { socket: Socket; bells: Bell[] } {
  const options = { path: '/live', auth: { key: person.key }, forceNew: true, reconnection: false }
  const socket = io(server.url, options)
  const bells: Bell[] = []
  socket.on('bell', (bell: Bell) => bells.push(bell))
  sockets.push(socket)
  return { socket, bells }
}

async function send(socket: Socket, command: unknown): Promise<Reply> {
  return (await socket.timeout(5_000).emitWithAck('command', command)) as Reply
}

const surprise = (title: string, audience: unknown) => ({
  type: 'inject.improvise',
  content: { kind: 'message', title },
  audience,
})

describe('the live channel', () => {
  test('[LIVE-1] a key opens it; without one, or with a wrong one, it stays closed with words', async () => {
    for (const key of ['', 'wrong']) {
      const errors: Error[] = []
      const { socket } = listen({ key })
      socket.on('connect_error', (error) => errors.push(error))
      await until('the connection is refused', () => errors.length > 0)
      expect(errors[0]?.message).toContain('Ask for a new link')
    }
  })

  test('[LIVE-2] it greets with the version of the wire and the clock of the server', async () => {
    const { bells } = listen(await (await server.session()).join('observer'))
    await until('the greeting comes', () => bells.length > 0)
    const [welcome] = bells
    expect(welcome).toMatchObject({ type: 'welcome', protocol: protocolVersion })
    if (welcome?.type === 'welcome') expect(Math.abs(welcome.now - Date.now())).toBeLessThan(10_000)
  })

  test('[LIVE-3] what is no command is answered, not obeyed', async () => {
    const { socket } = listen(await (await server.session()).join('facilitator'))
    for (const sent of [
      null,
      7,
      {},
      { type: 'phase.set' },
      { type: 'phase.set', phase: 'war' },
      { type: 'drop' },
    ]) {
      expect(await send(socket, sent)).toMatchObject({ ok: false, error: { code: 'bad-request' } })
    }
    socket.emit('command', { type: 'phase.set', phase: 'play' })
    socket.emit('nonsense', 1)
    expect(await send(socket, { type: 'clock.pause' })).toEqual({ ok: true })
  })

  test('[STAGE-4] over the socket too: participants and observers do not conduct', async () => {
    const session = await server.session()
    for (const role of ['participant', 'observer'] as const) {
      const { socket } = listen(await session.join(role))
      const conducting = { type: 'phase.set', phase: 'play' }
      expect(await send(socket, conducting)).toMatchObject({
        ok: false,
        error: { code: 'forbidden' },
      })
      const land = surprise('mine', { to: 'everyone' })
      expect(await send(socket, land)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    }
  })

  test('[LIVE-4] an inject rings for its audience and the facilitators only', async () => {
    const session = await server.session()
    const people = {
      fay: await session.join('facilitator'),
      ana: await session.join('participant'),
      ben: await session.join('participant'),
    }
    const [fay, ana, ben] = [listen(people.fay), listen(people.ana), listen(people.ben)]
    await until('all are greeted', () => [fay, ana, ben].every(({ bells }) => bells.length > 0))
    const whisper = { to: 'person', participantId: people.ana.participantId }
    expect(await send(fay.socket, surprise('quiet', whisper))).toMatchObject({ ok: true })
    expect(await send(fay.socket, surprise('loud', { to: 'everyone' }))).toMatchObject({ ok: true })
    await until('the loud one rings', () => ben.bells.length > 1)
    const rings = ({ bells }: { bells: Bell[] }) =>
      bells.flatMap((bell) => (bell.type === 'inject' ? [bell.whisper] : []))
    await until('both ring for Ana', () => rings(ana).length === 2)
    expect([rings(ana), rings(fay), rings(ben)]).toEqual([[true, false], [true, false], [false]])
  })

  test('[LIMIT-3] a flood of commands is answered with a pause, for its sender alone', async () => {
    const session = await server.session()
    const [ana, ben] = [
      listen(await session.join('participant')),
      listen(await session.join('participant')),
    ]
    const flood = Array.from({ length: 40 }, () =>
      send(ana.socket, { type: 'channel.say', text: 'hi' }),
    )
    const replies = await Promise.all(flood)
    const refused = replies.filter((reply) => !reply.ok)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]).toMatchObject({ error: { code: 'too-many' } })
    expect(await send(ben.socket, { type: 'channel.say', text: 'still here' })).toMatchObject({
      ok: true,
    })
  })
})
