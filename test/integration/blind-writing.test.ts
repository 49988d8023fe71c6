import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
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

/** Everything that reaches one person: frames of all documents they may try, bells, API answers. */
class Ears {
  readonly #session: TestSession
  readonly #person: Person
  readonly #heard: string[] = []
  readonly #clients: RawClient[] = []

  private constructor(session: TestSession, person: Person) {
    this.#session = session
    this.#person = person
  }

  static async of(session: TestSession, person: Person, docs: readonly DocName[]): Promise<Ears> {
    const ears = new Ears(session, person)
    const auth = { key: person.key }
    const live = io(server.url, { path: '/live', auth, transports: ['websocket'] })
    live.onAny((...event: unknown[]) => ears.#heard.push(JSON.stringify(event)))
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

  /** Asks all that the API may tell them, and opens what is packed in it. */
  async ask(): Promise<void> {
    for (const path of ['', '/history', '/export', '/history?after=script:0']) {
      const response = await fetch(`${server.url}/api/sessions/${this.#session.id}${path}`, {
        headers: { authorization: `Bearer ${this.#person.key}` },
      })
      const text = await response.text()
      const rows = [...text.matchAll(/"update":"([^"]*)"/g)].map(([, row = '']) => row)
      const inside = rows.map((row) => Buffer.from(row, 'base64').toString('latin1'))
      this.#heard.push(text, ...inside)
    }
  }

  hears(words: string): boolean {
    const frames = this.#clients.flatMap(({ received }) => received)
    const all = frames.map((bytes) => Buffer.from(bytes).toString('latin1'))
    return [...this.#heard, ...all].some((each) => each.includes(words))
  }
}

async function cast() {
  const session = await server.session()
  const people = {
    noor: await session.join('facilitator', 'Noor'),
    ana: await session.join('participant', 'Ana'),
    ben: await session.join('participant', 'Ben'),
    obs: await session.join('observer', 'Obs'),
  }
  const docs: DocName[] = [
    'board',
    'stage',
    'script',
    ...Object.values(people).map(({ participantId }) => inboxOf(participantId)),
  ]
  const listen = (person: Person) => Ears.of(session, person, docs)
  const [noor, ana, ben, obs] = await Promise.all(Object.values(people).map(listen))
  const ears = {
    noor: must(noor, 'ears'),
    ana: must(ana, 'ears'),
    ben: must(ben, 'ears'),
    obs: must(obs, 'ears'),
  }
  return { people, ears }
}

async function idOf(reply: ReturnType<InProcessServer['command']>): Promise<never> {
  const done = await reply
  expect(done).toMatchObject({ ok: true })
  return (done.ok ? done.id : undefined) as never
}

test("[BRACKET-3] over sockets and the API nobody but facilitators learns of another's text before the reveal", async () => {
  const { people, ears } = await cast()
  await server.command(people.noor, { type: 'phase.set', phase: 'play' })
  const bracketId = await idOf(server.command(people.noor, { type: 'bracket.open' }))
  const write = (person: Person, text: string) =>
    idOf(server.command(person, { type: 'bracket.write', bracketId, text }))
  await write(people.ana, 'NIGHTINGALE sings')
  await write(people.ana, 'NIGHTINGALE sings of a full disk')
  await write(people.ben, 'BLACKBIRD')
  await until('Ana hears herself', () => ears.ana.hears('full disk'))
  await until('the facilitator reads along', () => ears.noor.hears('BLACKBIRD'))
  await until('all hear who has written', () => ears.obs.hears('written'))
  await Promise.all(Object.values(ears).map((each) => each.ask()))
  expect(ears.ana.hears('BLACKBIRD')).toBe(false)
  expect(ears.ben.hears('NIGHTINGALE')).toBe(false)
  for (const word of ['NIGHTINGALE', 'BLACKBIRD']) expect(ears.obs.hears(word)).toBe(false)
  await idOf(server.command(people.noor, { type: 'bracket.reveal', bracketId }))
  await until('Ben reads Ana', () => ears.ben.hears('NIGHTINGALE sings of a full disk'))
  await until('Obs reads all', () => ears.obs.hears('BLACKBIRD'))
})

test("[TUNING-2] over sockets and the API nobody learns of another's reading before they have posted theirs", async () => {
  const { people, ears } = await cast()
  const tuningId = await idOf(server.command(people.noor, { type: 'tuning.start' }))
  const post = (person: Person, text: string) =>
    idOf(server.command(person, { type: 'tuning.post', tuningId, text }))
  await post(people.ana, 'NIGHTINGALE')
  await until('Ana hears herself', () => ears.ana.hears('NIGHTINGALE'))
  await until('all hear who has posted', () => ears.obs.hears('posted'))
  await Promise.all(Object.values(ears).map((each) => each.ask()))
  for (const each of [ears.ben, ears.obs]) expect(each.hears('NIGHTINGALE')).toBe(false)
  await post(people.ben, 'BLACKBIRD')
  await until('Ben reads Ana', () => ears.ben.hears('NIGHTINGALE'))
  await until('Ana reads Ben', () => ears.ana.hears('BLACKBIRD'))
  await until('it goes round, for all', () => ears.obs.hears('BLACKBIRD'))
})
