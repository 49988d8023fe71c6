import { afterAll, beforeAll, expect, test } from 'vitest'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import { areAlike } from '../band/convergence.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { seeded } from '../support/seeded.ts'
import { expectSoundLog } from '../support/sound-log.ts'
import { until } from '../support/until.ts'
import type { Author } from './restless-author.ts'
import { OwnAuthor, StockAuthor } from './restless-author.ts'
import { typedIn } from './typed-in.ts'

const isLong = process.env['GAMELAN_LONG'] === '1'
const seeds = Array.from({ length: isLong ? 40 : 3 }, (_, index) => 500 + index)
const people = isLong ? 50 : 8
const turns = isLong ? 60 : 40

const store = openMemoryStore()
let server: InProcessServer

beforeAll(async () => {
  server = await InProcessServer.start({ store })
})
afterAll(() => server.stop())

test.each(seeds)(
  `[SYNC-23] [LOG-52] seed %i: ${people} who edit, drop off and come back end with one board, the log's, and every row says who typed it`,
  async (seed) => {
    const random = seeded(seed)
    const session = await server.session()
    const authors: Author[] = []
    for (let index = 0; index < people; index++) {
      const person = await session.join('participant')
      const letter = String.fromCodePoint(0x4e00 + index)
      const Kind = index % 4 === 3 ? StockAuthor : OwnAuthor
      authors.push(new Kind({ server: server.wsUrl, person, letter, random }))
    }
    await until('everybody is there', () => authors.every((author) => author.isSynced))
    for (let turn = 0; turn < turns; turn++) {
      for (const author of authors) author.act()
      await new Promise((resolve) => setImmediate(resolve))
    }
    for (const author of authors) author.restore()
    await until('all have the same', () => areAlike(authors.map(({ doc }) => doc)), 60_000)
    const rows = await store.log.read({ sessionId: session.id, doc: 'board' })
    const replayed = expectSoundLog(rows)
    for (const { doc } of authors) expect(areAlike([doc, replayed])).toBe(true)
    const letters = new Map<string, string>(authors.map((each) => [each.id, each.letter]))
    for (const { author, update } of rows) {
      expect(typedIn(update)).toEqual(
        typedIn(update).filter((each) => each === letters.get(author)),
      )
    }
    expect(new Set(rows.map(({ author }) => author)).size).toBe(people)
    for (const author of authors) author.dispose()
  },
)
