import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { writeStep1 } from '../../shared/wire/sync-frames.ts'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
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

const marked = (mark: string, more: object) => ({
  kind: 'message',
  title: `Title ${mark}`,
  body: `Body ${mark}`,
  notes: `Notes ${mark}`,
  expect: `Expect ${mark}`,
  ...more,
})

/** Every text of these stays with the facilitators until it lands, or for good. */
const scenario = {
  title: 'Secrets',
  summary: 'A summary',
  minutes: 20,
  situation: 'All is well',
  injects: [
    marked('ALPHA', { at: 'hand' }),
    marked('BRAVO', { at: '19:00' }),
    marked('CHARLIE', { at: 'hand', whisper: true }),
  ],
}

/** Everything that reaches a person: sync frames of all they may try, bells, and API answers. */
class Ears {
  readonly heard: string[] = []
  readonly #clients: RawClient[] = []

  static async of(session: TestSession, person: Person, docs: readonly DocName[]): Promise<Ears> {
    const ears = new Ears()
    const live = io(server.url, {
      path: '/live',
      auth: { key: person.key },
      transports: ['websocket'],
    })
    live.onAny((...event: unknown[]) => ears.heard.push(JSON.stringify(event)))
    closers.push(() => live.disconnect())
    for (const doc of docs) {
      const client = await RawClient.open(server.wsUrl, session.id, doc, person.key)
      client.send(writeStep1(Y.encodeStateVector(new Y.Doc())))
      closers.push(() => client.close())
      ears.#clients.push(client)
    }
    await until('live is connected', () => live.connected)
    return ears
  }

  async ask(session: TestSession, person: Person): Promise<void> {
    for (const path of ['', '/history', '/export', '/history?after=script:0']) {
      const response = await fetch(`${server.url}/api/sessions/${session.id}${path}`, {
        headers: { authorization: `Bearer ${person.key}` },
      })
      this.heard.push(decoded(await response.text()))
    }
  }

  get everything(): string {
    const frames = this.#clients.flatMap((client) => client.received)
    return [...this.heard, ...frames.map((bytes) => Buffer.from(bytes).toString('latin1'))].join(
      '\n',
    )
  }
}

/** History carries base64; what is inside counts as said. */
function decoded(text: string): string {
  const inside = [...text.matchAll(/"update":"([^"]*)"/g)].map((match) =>
    Buffer.from(match[1] ?? '', 'base64').toString('latin1'),
  )
  return [text, ...inside].join('\n')
}

describe('what a participant can learn', () => {
  test("[INJECT-8] nothing of an inject before it lands, nothing of another's whisper ever", async () => {
    const session = await server.session({ scenario })
    const facilitator = await session.join('facilitator')
    const [ana, ben, obs] = [
      await session.join('participant', 'Ana'),
      await session.join('participant', 'Ben'),
      await session.join('observer', 'Obs'),
    ]
    const docsFor = (person: Person): DocName[] => [
      'board',
      'stage',
      'script',
      ...[facilitator, ana, ben, obs].map(({ participantId }) => inboxOf(participantId)),
      inboxOf(person.participantId),
    ]
    const all = [ana, ben, obs]
    const ears = await Promise.all(all.map((person) => Ears.of(session, person, docsFor(person))))
    const askAll = () => Promise.all(ears.map((each, n) => each.ask(session, all[n] as Person)))
    const stand = await Ears.of(session, facilitator, ['script'])

    await server.command(facilitator, { type: 'phase.set', phase: 'play' })
    await askAll()
    for (const each of ears) expect(each.everything).not.toMatch(/ALPHA|BRAVO|CHARLIE/)
    await until('the facilitator reads the script', () => /ALPHA/.test(stand.everything))

    const ids = await plannedIds(session, facilitator)
    await server.command(facilitator, { type: 'inject.land', injectId: ids['ALPHA'] as never })
    await until('all see it', () => ears.every((each) => each.everything.includes('Body ALPHA')))
    const whisper = {
      type: 'inject.land',
      injectId: ids['CHARLIE'] as never,
      to: ana.participantId,
    } as const
    expect(await server.command(facilitator, whisper)).toMatchObject({ ok: true })
    await until('Ana hears it', () => ears[0]?.everything.includes('Body CHARLIE'))
    await until('Ana is rung', () =>
      ears[0]?.heard.some((event) => event.includes('"whisper":true')),
    )
    await askAll()

    for (const each of ears) expect(each.everything).not.toMatch(/BRAVO|Notes|Expect/)
    for (const each of ears.slice(1)) {
      expect(each.everything).not.toMatch(/CHARLIE/)
      expect(each.everything).not.toContain(ids['CHARLIE'])
    }
  })
})

async function plannedIds(
  session: TestSession,
  facilitator: Person,
): Promise<Record<string, string>> {
  const { documents } = await server.api.history(session.id, facilitator.key)
  const doc = new Y.Doc()
  for (const row of documents['script']?.rows ?? []) {
    Y.applyUpdate(doc, Buffer.from(row.update, 'base64'))
  }
  const plan = doc.getMap('plan').toJSON() as Record<string, { content: { title: string } }>
  return Object.fromEntries(
    Object.entries(plan).map(([id, inject]) => [inject.content.title.replace('Title ', ''), id]),
  )
}
