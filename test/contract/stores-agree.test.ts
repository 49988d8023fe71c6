import { expect, test } from 'vitest'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { DocRef, DocRow } from '../../server/log/log.ts'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import type { Store } from '../../server/log/store.ts'
import { seeded } from '../support/seeded.ts'
import { openSqlite, temporaryFolder } from '../support/store.ts'
import { person, rowOf, session } from './records.ts'

const docs: readonly DocName[] = ['board', 'stage', 'script', inboxOf(person('ada'))]
const sessions = [session('one'), session('two')]
const refs: readonly DocRef[] = sessions.flatMap((sessionId) =>
  docs.map((doc) => ({ sessionId, doc })),
)

test.each([1, 2, 3, 4])(
  '[LOG-2] after random appends, right and wrong, memory and SQLite agree (seed %i)',
  async (seed) => {
    const stores = [openMemoryStore(), await openSqlite(await temporaryFolder())]
    const batches = randomBatches(seeded(seed), 60)
    const [memory, sqlite] = await Promise.all(stores.map((store) => play(store, batches)))
    expect(sqlite).toEqual(memory)
    expect(memory?.outcomes).toContain('saved')
    expect(memory?.outcomes).toContain('out-of-sequence')
  },
)

async function play({ log }: Store, batches: readonly DocRow[][]) {
  const outcomes: unknown[] = []
  for (const batch of batches) {
    outcomes.push(
      await log.append(batch).then(
        () => 'saved',
        (error: unknown) => (error as { code: unknown }).code,
      ),
    )
  }
  const histories = await Promise.all(refs.map((ref) => log.read(ref)))
  const tails = await Promise.all(refs.map((ref) => log.read(ref, 5)))
  const listed = await Promise.all(sessions.map((id) => log.documents(id)))
  return { outcomes, histories, tails, listed: listed.map((names) => [...names].sort()) }
}

/** About one batch in four has a row whose `seq` is off; those count for nothing. */
function randomBatches(chance: () => number, count: number): DocRow[][] {
  const lastSeqs = refs.map(() => 0)
  return Array.from({ length: count }, () => {
    const wrongAt = chance() < 0.25 ? 0 : -1
    const next = [...lastSeqs]
    const batch = Array.from({ length: 1 + below(chance, 8) }, (_, index) => {
      const which = below(chance, refs.length)
      const seq = (next[which] = (next[which] ?? 0) + 1)
      return randomRow(chance, which, index === wrongAt ? seq + 1 + below(chance, 3) : seq)
    })
    if (wrongAt < 0) lastSeqs.splice(0, lastSeqs.length, ...next)
    return batch
  })
}

function randomRow(chance: () => number, which: number, seq: number): DocRow {
  const update = Uint8Array.from({ length: below(chance, 300) }, () => below(chance, 256))
  return rowOf('board', seq, { ...refs[which], at: below(chance, 2 ** 40), update })
}

function below(chance: () => number, limit: number): number {
  return Math.floor(chance() * limit)
}
