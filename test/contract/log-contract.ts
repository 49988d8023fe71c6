import { describe, expect, test } from 'vitest'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { DocRow, Log, Row } from '../../server/log/log.ts'
import type { Store } from '../../server/log/store.ts'
import { person, rowOf, rowsOf, session } from './records.ts'

/** What every log promises. `open` gives an empty store, and closes it after the test. */
export function describeLog(open: () => Promise<Store>): void {
  const board = { sessionId: session('one'), doc: 'board' } as const
  const stage = { sessionId: session('one'), doc: 'stage' } as const

  describe('appending', () => {
    test('[LOG-1] an append holds rows of several documents and sessions', async () => {
      const { log } = await open()
      const elsewhere = { sessionId: session('two'), doc: 'board' } as const
      await log.append([...rowsOf('board', 1, 2), rowOf('stage', 1), rowOf('board', 1, elsewhere)])
      expect(await seqs(log, board)).toEqual([1, 2])
      expect(await seqs(log, stage)).toEqual([1])
      expect(await seqs(log, elsewhere)).toEqual([1])
    })

    test('[LOG-1] rows of documents may alternate within an append', async () => {
      const { log } = await open()
      await log.append([
        rowOf('board', 1),
        rowOf('stage', 1),
        rowOf('board', 2),
        rowOf('stage', 2),
        rowOf('board', 3),
      ])
      expect(await seqs(log, board)).toEqual([1, 2, 3])
      expect(await seqs(log, stage)).toEqual([1, 2])
    })

    test('[LOG-1] an append of nothing is fine and leaves nothing', async () => {
      const { log } = await open()
      await log.append([])
      expect(await log.documents(session('one'))).toEqual([])
    })

    test('[LOG-1] appends that overlap in time follow in the order they were asked for', async () => {
      const { log } = await open()
      const batches = Array.from({ length: 20 }, (_, index) => rowOf('board', index + 1))
      await Promise.all(batches.map((row) => log.append([row])))
      expect(await seqs(log, board)).toEqual(batches.map(({ seq }) => seq))
    })
  })

  describe('the sequence', () => {
    const wrong: readonly (readonly [string, readonly DocRow[]])[] = [
      ['leaves a gap behind the last row', [rowOf('board', 4)]],
      ['repeats the last row', [rowOf('board', 2)]],
      ['goes back', [rowOf('board', 1)]],
      ['leaves a gap inside the append', [rowOf('board', 3), rowOf('board', 5)]],
      ['repeats a row inside the append', [rowOf('board', 3), rowOf('board', 3)]],
      ['starts a document at 0', [rowOf('script', 0)]],
      ['starts a document at 2', [rowOf('script', 2)]],
    ]

    test.each(wrong)('[LOG-2] an append that %s leaves nothing behind', async (_, rows) => {
      const { log } = await open()
      await log.append(rowsOf('board', 1, 2))
      const refused = log.append([rowOf('stage', 1), ...rows, rowOf(inboxOf(person('ada')), 1)])
      await expect(refused).rejects.toMatchObject({ code: 'out-of-sequence' })
      expect(await seqs(log, board)).toEqual([1, 2])
      expect(await log.documents(session('one'))).toEqual(['board'])
    })

    test('[LOG-2] a refused append does not keep the right one from its place', async () => {
      const { log } = await open()
      await expect(log.append([rowOf('board', 1), rowOf('board', 3)])).rejects.toThrow()
      await log.append(rowsOf('board', 1, 2))
      expect(await seqs(log, board)).toEqual([1, 2])
    })
  })

  describe('reading', () => {
    test('[LOG-3] every field of a row comes back as it went in', async () => {
      const { log } = await open()
      const byServer = { author: 'server', connection: 'server', at: 0 } as const
      const rows = [rowOf('board', 1), rowOf('board', 2, byServer)]
      await log.append(rows)
      expect(await log.read(board)).toEqual(rows.map(bare))
    })

    test('[LOG-3] rows come in the order of seq, from behind the one named', async () => {
      const { log } = await open()
      await log.append(rowsOf('board', 1, 7))
      await log.append(rowsOf('board', 8, 12))
      expect(await seqs(log, board)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
      expect(await seqs(log, board, 9)).toEqual([10, 11, 12])
      expect(await seqs(log, board, 12)).toEqual([])
      expect(await seqs(log, board, 99)).toEqual([])
      expect(await seqs(log, board, 0)).toHaveLength(12)
    })

    test('[LOG-3] an update may be empty, a megabyte, or a window on a larger buffer', async () => {
      const { log } = await open()
      const large = Uint8Array.from({ length: 1_000_000 }, (_, index) => index % 251)
      const updates = [new Uint8Array(), large, large.subarray(1000, 1003), Buffer.from('pooled')]
      await log.append(updates.map((update, index) => rowOf('board', index + 1, { update })))
      const read = await log.read(board)
      expect(read.map(({ update }) => Buffer.compare(update, updates.shift() ?? large))).toEqual([
        0, 0, 0, 0,
      ])
    })

    test('[LOG-3] a long history comes whole', async () => {
      const { log } = await open()
      await log.append(rowsOf('board', 1, 3_000))
      const all = Array.from({ length: 3_000 }, (_, index) => index + 1)
      expect(await seqs(log, board)).toEqual(all)
      expect(await seqs(log, board, 999)).toEqual(all.slice(999))
      expect(await seqs(log, board, 1_500)).toEqual(all.slice(1_500))
    })

    test('[LOG-3] a document without rows reads as none', async () => {
      const { log } = await open()
      expect(await log.read(board)).toEqual([])
    })
  })

  describe('documents', () => {
    test('[LOG-4] each session, and each document in it, has a history of its own', async () => {
      const { log } = await open()
      const docs: DocName[] = ['board', inboxOf(person('ada')), inboxOf(person('ada_2')), 'script']
      const ids = [session('one'), session('one_2')]
      const refs = ids.flatMap((sessionId) => docs.map((doc) => ({ sessionId, doc })))
      const rowAt = (index: number) => ({ update: Uint8Array.of(index) })
      await log.append(refs.map((ref, index) => rowOf(ref.doc, 1, { ...ref, ...rowAt(index) })))
      const read = await Promise.all(refs.map((ref) => log.read(ref)))
      expect(read).toMatchObject(refs.map((_, index) => [rowAt(index)]))
    })

    test('[LOG-4] a session lists the documents that have rows', async () => {
      const { log } = await open()
      await log.append([rowOf('stage', 1), rowOf(inboxOf(person('ada')), 1)])
      await log.append([rowOf('board', 1, { sessionId: session('two') }), rowOf('script', 1)])
      const listed = await log.documents(session('one'))
      expect([...listed].sort()).toEqual(['inbox/p_ada', 'script', 'stage'])
      expect(await log.documents(session('three'))).toEqual([])
    })
  })

  describe('bytes', () => {
    test('[LOG-5] what becomes of a buffer after the append changes nothing', async () => {
      const { log } = await open()
      const update = Uint8Array.of(1, 2, 3)
      const appended = log.append([rowOf('board', 1, { update })])
      update.fill(9)
      await appended
      update.fill(8)
      expect((await log.read(board))[0]?.update).toEqual(Uint8Array.of(1, 2, 3))
    })

    test('[LOG-5] the caller keeps its buffer, and what is read is the reader’s own', async () => {
      const { log } = await open()
      const update = Uint8Array.of(1, 2, 3)
      await log.append([rowOf('board', 1, { update }), rowOf('board', 2, { update })])
      expect(update).toEqual(Uint8Array.of(1, 2, 3))
      for (const row of await log.read(board)) row.update.fill(9)
      const again = await log.read(board)
      expect(again.map((row) => row.update)).toEqual([update, update])
    })
  })
}

async function seqs(log: Log, ref: Parameters<Log['read']>[0], after?: number): Promise<number[]> {
  return (await log.read(ref, after)).map(({ seq }) => seq)
}

function bare({ seq, at, author, connection, update }: DocRow): Row {
  return { seq, at, author, connection, update }
}
