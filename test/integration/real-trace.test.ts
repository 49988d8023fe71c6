import type { TestContext } from 'vitest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import type { Row } from '../../server/log/log.ts'
import { must } from '../../shared/invariants.ts'
import { areAlike, whenAlike } from '../band/convergence.ts'
import { HeldTyping } from '../support/held-typing.ts'
import type { Person, TestSession } from '../support/in-process-server.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { realInput } from '../support/real-inputs.ts'
import { expectSoundLog } from '../support/sound-log.ts'
import type { Trace, Turn } from '../support/trace.ts'
import { readTrace, type } from '../support/trace.ts'
import { until } from '../support/until.ts'

const isLong = process.env['GAMELAN_LONG'] === '1'
/** So much of the trace is played where there is little time: it ends in the middle of a sentence. */
const prefix = 4_000
/** Every so many times that all of somebody's typing is asked for, it comes by a new connection. */
const reconnectEvery = 20

const store = openMemoryStore()
const providers: WebsocketProvider[] = []
let server: InProcessServer

beforeAll(async () => {
  server = await InProcessServer.start({ store })
})
afterAll(async () => {
  for (const provider of providers) provider.destroy()
  await server.stop()
})

function stock(session: TestSession, person: Person, Socket = WebSocket): WebsocketProvider {
  const url = `${server.wsUrl}/sync/${session.id}`
  const provider = new WebsocketProvider(url, 'board', new Y.Doc(), {
    params: { key: person.key },
    disableBc: true,
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
  })
  providers.push(provider)
  return provider
}

const textOf = (doc: Y.Doc) => doc.getText('notes')

/** One person of the trace: at a stock client, and the same person where there is no server at all. */
class Typist {
  readonly person: Person
  readonly provider: WebsocketProvider
  /** Plays the same turns and is given the others' by hand: what the client's document must be. */
  readonly alone = new Y.Doc()
  readonly #typing: HeldTyping
  readonly #updates: Uint8Array[] = []
  #given = 0
  #all = 0

  constructor(session: TestSession, person: Person) {
    this.person = person
    this.#typing = new HeldTyping()
    this.provider = stock(session, person, this.#typing.WebSocket)
    this.alone.clientID = this.provider.doc.clientID
    this.alone.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'others') this.#updates.push(update)
    })
  }

  type({ patches }: Turn): void {
    type(textOf(this.provider.doc), patches)
    type(textOf(this.alone), patches)
  }

  /** Lets go of so much of what was typed, and waits until the other has got it, and nothing more. */
  async giveTo(other: Typist, count: number): Promise<void> {
    if (count <= this.#given) return
    for (const update of this.#updates.slice(this.#given, count)) {
      Y.applyUpdate(other.alone, update, 'others')
    }
    await this.#send(count)
    this.#given = count
    await whenAlike([other.provider.doc, other.alone])
  }

  giveAllTo(other: Typist): Promise<void> {
    return this.giveTo(other, this.#updates.length)
  }

  /** Frame by frame, or (only where all is wanted) by dropping off and coming back. */
  async #send(count: number): Promise<void> {
    if (count === this.#updates.length && ++this.#all % reconnectEvery === 0) {
      this.#typing.lose()
      this.provider.disconnect()
      this.provider.connect()
      await until('the typist is back', () => this.provider.synced)
    } else this.#typing.letGo(count - this.#given)
  }
}

async function play({ turns }: Trace, typists: readonly [Typist, Typist]): Promise<void> {
  for (const turn of turns) {
    const [me, other] = turn.agent === 0 ? typists : ([typists[1], typists[0]] as const)
    await other.giveTo(me, must(turn.seen[1 - turn.agent], 'what was seen of the other'))
    me.type(turn)
  }
  const [one, two] = typists
  await one.giveAllTo(two)
  await two.giveAllTo(one)
}

async function expectTyped(session: TestSession, text: string, docs: readonly Y.Doc[]) {
  const newcomer = stock(session, await session.join('observer'))
  await until('a newcomer is synced', () => newcomer.synced)
  const rows = await store.log.read({ sessionId: session.id, doc: 'board' })
  const everyone = [...docs, newcomer.doc, expectSoundLog(rows)]
  for (const doc of everyone) expect(textOf(doc).toJSON()).toBe(text)
  expect(areAlike(everyone)).toBe(true)
  return rows
}

/** Everything in a row was typed at the client of its author. */
function expectAuthors(rows: readonly Row[], typists: readonly Typist[]): void {
  const clients = new Map<string, number>(
    typists.map(({ person, provider }) => [person.participantId, provider.doc.clientID]),
  )
  for (const { author, update } of rows) {
    const makers = Y.decodeUpdate(update).structs.map(({ id }) => id.client)
    expect(makers).toEqual(makers.map(() => clients.get(author)))
  }
}

/** The trace, cut short where there is little time. */
function partOf({ agents, turns, endContent }: Trace): Trace {
  return { agents, turns: isLong ? turns : turns.slice(0, prefix), endContent }
}

const trace = (name: string, context: TestContext) =>
  readTrace(realInput(`traces/${name}.json.gz`, context))

// The people of this trace never typed at the same place at the same time, so that its final text is
// everybody's, whatever puts the letters in order. Every merge on the way is compared as well: with two
// plain Yjs documents that are given the same turns without a server. Of a part that is all there is.
test('[SYNC-26] what two people typed at once, played through two stock clients, ends as it ended for them', async (context) => {
  const { turns, endContent } = partOf(trace('friendsforever', context))
  const session = await server.session()
  const typists = [
    new Typist(session, await session.join('participant')),
    new Typist(session, await session.join('participant')),
  ] as const
  await until('both are synced', () => typists.every(({ provider }) => provider.synced))
  await play({ agents: 2, turns, endContent }, typists)
  const text = textOf(typists[0].alone).toJSON()
  if (isLong) expect(text).toBe(endContent)
  const docs = typists.flatMap(({ provider, alone }) => [provider.doc, alone])
  expectAuthors(await expectTyped(session, text, docs), typists)
}, 120_000)

test('[SYNC-26] what one person typed through a stock client is read to the letter by another', async (context) => {
  const { turns, endContent } = trace('sequential-sveltecomponent', context)
  const session = await server.session()
  const writer = stock(session, await session.join('participant'))
  const reader = stock(session, await session.join('observer'))
  await until('both are synced', () => writer.synced && reader.synced)
  for (const [index, { patches }] of turns.entries()) {
    type(textOf(writer.doc), patches)
    // Nobody types a day's work at once: the reader keeps up.
    if (index % 500 === 499) await whenAlike([writer.doc, reader.doc])
  }
  await whenAlike([writer.doc, reader.doc])
  await expectTyped(session, endContent, [writer.doc, reader.doc])
}, 60_000)
