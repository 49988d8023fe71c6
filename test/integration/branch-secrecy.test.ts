import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { InjectId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { writeStep1 } from '../../shared/wire/sync-frames.ts'
import type { Person, TestSession } from '../support/in-process-server.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { RawClient } from '../support/raw-client.ts'
import { until } from '../support/until.ts'

let server: InProcessServer
const closers: (() => void)[] = []

beforeAll(async () => {
  server = await InProcessServer.start()
})
afterAll(async () => {
  for (const close of closers) close()
  await server.stop()
})

const scenario = {
  title: 'Ways',
  summary: 'A summary',
  minutes: 20,
  situation: 'All is well',
  injects: [
    {
      kind: 'message',
      at: 'hand',
      title: 'Fork',
      key: 'fork',
      options: [{ key: 'TRAPDOOR', text: 'Left' }, 'Right'],
    },
    {
      kind: 'message',
      title: 'Mud, as PELICAN knew',
      when: { chosen: 'fork', option: 'TRAPDOOR', delay: '10:00' },
    },
    {
      kind: 'message',
      at: 'hand',
      whisper: true,
      title: 'Tell them?',
      options: ['OSPREY', 'CORMORANT'],
    },
  ],
}

/** All that reaches one person over their sockets: of every document, whether it is theirs or not. */
async function listen(person: Person, session: TestSession, docs: readonly DocName[]) {
  const heard: string[] = []
  const auth = { key: person.key }
  const live = io(server.url, { path: '/live', auth, transports: ['websocket'] })
  live.onAny((...event: unknown[]) => heard.push(JSON.stringify(event)))
  closers.push(() => live.disconnect())
  const clients = await Promise.all(
    docs.map((doc) => RawClient.open(server.wsUrl, session.id, doc, person.key)),
  )
  for (const client of clients) {
    client.send(writeStep1(Y.encodeStateVector(new Y.Doc())))
    closers.push(() => client.close())
  }
  await until('live is connected', () => live.connected)
  return () => {
    const frames = clients.flatMap(({ received }) => received)
    return [...heard, ...frames.map((bytes) => Buffer.from(bytes).toString('latin1'))].join('\n')
  }
}

/** The documents of the history that a person may ask for, opened. */
async function historyOf(session: TestSession, person: Person): Promise<Map<string, Y.Doc>> {
  const { documents } = await server.api.history(session.id, person.key)
  return new Map(
    Object.entries(documents).map(([name, { rows }]) => {
      const doc = new Y.Doc()
      for (const { update } of rows) Y.applyUpdate(doc, Buffer.from(update, 'base64'))
      return [name, doc]
    }),
  )
}

async function idOf(session: TestSession, facilitator: Person, title: string): Promise<InjectId> {
  const script = must((await historyOf(session, facilitator)).get('script'), 'the script')
  const plan = script.getMap('plan').toJSON() as Record<string, { content: { title: string } }>
  const entry = Object.entries(plan).find(([, { content }]) => content.title === title)
  return must(entry, title)[0] as InjectId
}

test('[BRANCH-5] [BRANCH-10] nobody learns what a choice brings, or what is chosen under a whisper: over sockets, nor in the history', async () => {
  const session = await server.session({ scenario })
  const facilitator = await session.join('facilitator')
  const ana = await session.join('participant', 'Ana')
  const ben = await session.join('participant', 'Ben')
  const obs = await session.join('observer', 'Obs')
  const inboxes = [facilitator, ana, ben, obs].map((each) => inboxOf(each.participantId))
  const docs: DocName[] = ['board', 'stage', 'script', ...inboxes]
  const [toAna, toBen, toObs] = await Promise.all(
    [ana, ben, obs].map((person) => listen(person, session, docs)),
  )
  const does = async (person: Person, command: Parameters<typeof server.command>[1]) => {
    expect(await server.command(person, command)).toMatchObject({ ok: true })
  }
  await does(facilitator, { type: 'phase.set', phase: 'play' })
  const injectId = await idOf(session, facilitator, 'Fork')
  const whisper = await idOf(session, facilitator, 'Tell them?')
  await does(facilitator, { type: 'inject.land', injectId })
  await does(facilitator, { type: 'inject.land', injectId: whisper, to: ana.participantId })
  await does(ana, { type: 'inject.choose', injectId, option: 'o1' })
  await does(ben, { type: 'inject.choose', injectId, option: 'o1' })
  await does(ana, { type: 'inject.choose', injectId: whisper, option: 'o2' })
  // Refused as if it were nowhere.
  const guess = { type: 'inject.choose', injectId: whisper, option: 'o1' } as const
  expect(await server.command(ben, guess)).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  })
  await does(facilitator, { type: 'channel.say', text: 'hello all' })
  for (const hears of [toAna, toBen, toObs]) {
    await until('everybody hears the channel', () => hears?.().includes('hello all'))
  }

  const stage = must((await historyOf(session, ben)).get('stage'), 'the stage')
  const seen = stage.getArray('choices').toJSON() as { event: string; by: string | null }[]
  expect(seen.map(({ event, by }) => [event, by])).toEqual([
    ['chose', ana.participantId],
    ['chose', ben.participantId],
    ['settled', null],
  ])
  expect(toAna?.()).toContain('CORMORANT')
  for (const hears of [toAna, toBen, toObs]) expect(hears?.()).not.toMatch(/TRAPDOOR|PELICAN/)
  for (const hears of [toBen, toObs]) {
    expect(hears?.()).not.toMatch(/OSPREY|CORMORANT/)
    expect(hears?.()).not.toContain(whisper)
  }
  for (const person of [ben, obs]) {
    for (const doc of (await historyOf(session, person)).values()) {
      const said = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('latin1')
      expect(said).not.toMatch(/TRAPDOOR|PELICAN|OSPREY|CORMORANT/)
      expect(said).not.toContain(whisper)
    }
  }
  const own = must((await historyOf(session, ana)).get(inboxOf(ana.participantId)), 'the inbox')
  expect(own.getArray('choices').toJSON()).toMatchObject([
    { event: 'chose', option: 'o2' },
    { event: 'settled', option: 'o2' },
  ])
})
