import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { must } from '../../shared/invariants.ts'
import type { Store } from '../../server/log/store.ts'
import { frameAt } from '../../shared/replay/frame.ts'
import { rowOf, session, sessionOf, tokenOf } from './records.ts'
import { factsOf, loadedDoc, typedRows } from './typed-document.ts'

/** What every log promises of keyframes. `open` gives an empty store, and closes it after the test. */
export function describeKeyframes(open: () => Promise<Store>): void {
  const board = { sessionId: session('one'), doc: 'board' } as const
  const rows = typedRows(400)

  test('[LOG-18] a document without a keyframe loads all of its rows', async () => {
    const { log } = await open()
    await log.append(rows)
    const stored = await log.load(board)
    expect(stored).toMatchObject({ keyframe: null, damaged: [], seq: 400, at: rows[399]?.at })
    expect(stored.rows).toEqual(await log.read(board))
    expect(stored.bytes).toBe(rows.reduce((sum, { update }) => sum + update.length, 0))
  })

  test('[LOG-18] a document without rows loads as nothing', async () => {
    const { log } = await open()
    const nothing = { keyframe: null, rows: [], damaged: [], seq: 0, at: 0, bytes: 0 }
    expect(await log.load(board)).toEqual(nothing)
    expect(await log.renewKeyframe(board)).toBeNull()
    expect(await log.documents(board.sessionId)).toEqual([])
  })

  test.each([0, 1, 17, 399, 400])(
    '[LOG-18] a keyframe and the rows behind it load as all the rows do (keyframe after %i)',
    async (seq) => {
      const { log } = await open()
      await log.append(rows.slice(0, seq))
      const kept = await log.renewKeyframe(board)
      await log.append(rows.slice(seq))
      const stored = await log.load(board)
      expect(kept?.seq ?? 0).toBe(seq)
      expect(stored.keyframe?.seq ?? 0).toBe(seq)
      expect(stored).toMatchObject({ seq: 400, at: rows[399]?.at })
      expect(stored.rows).toEqual((await log.read(board)).slice(seq))
      expect(factsOf(loadedDoc(stored))).toEqual(factsOf(frameAt(rows, 400)))
    },
  )

  test('[LOG-18] a load says how many bytes there are to apply', async () => {
    const { log } = await open()
    await log.append(rows.slice(0, 300))
    const kept = must(await log.renewKeyframe(board), 'the keyframe')
    await log.append(rows.slice(300))
    const { keyframe, bytes } = await log.load(board)
    expect(keyframe?.update.length).toBe(kept.bytes)
    const behind = rows.slice(300).reduce((sum, { update }) => sum + update.length, 0)
    expect(bytes).toBe(kept.bytes + behind)
  })

  test('[LOG-18] a long history behind a keyframe comes whole', async () => {
    const { log } = await open()
    const long = typedRows(3_300)
    await log.append(long.slice(0, 100))
    await log.renewKeyframe(board)
    await log.append(long.slice(100))
    const stored = await log.load(board)
    expect(stored.rows.map(({ seq }) => seq)).toEqual(long.slice(100).map(({ seq }) => seq))
    expect(factsOf(loadedDoc(stored))).toEqual(factsOf(frameAt(long, 3_300)))
  })

  test('[LOG-19] a keyframe takes the place of the one before', async () => {
    const { log } = await open()
    for (const seq of [100, 250, 400]) {
      await log.append(rows.slice((await log.load(board)).seq, seq))
      expect(await log.renewKeyframe(board)).toMatchObject({ seq })
      const stored = await log.load(board)
      expect(stored).toMatchObject({ keyframe: { seq }, rows: [], seq })
      expect(factsOf(loadedDoc(stored))).toEqual(factsOf(frameAt(rows, seq)))
    }
  })

  test('[LOG-19] what comes while a keyframe is made stands behind it', async () => {
    const { log } = await open()
    await log.append(rows.slice(0, 300))
    const renewed = log.renewKeyframe(board)
    for (const row of rows.slice(300)) await log.append([row])
    const seq = (await renewed)?.seq ?? 0
    expect(seq).toBeGreaterThanOrEqual(300)
    const stored = await log.load(board)
    expect(stored.keyframe?.seq).toBe(seq)
    expect(stored.rows.map((row) => row.seq)).toEqual(rows.slice(seq).map((row) => row.seq))
    expect(factsOf(loadedDoc(stored))).toEqual(factsOf(frameAt(rows, 400)))
  })

  test('[LOG-19] documents have keyframes of their own, asked for at once or not', async () => {
    const { log } = await open()
    const refs = ['one', 'two', 'three'].map((name) => ({ ...board, sessionId: session(name) }))
    const documents = refs.map((ref, index) => typedRows(50 + index, ref, index))
    await log.append(documents.flat())
    const renewed = await Promise.all([...refs, ...refs].map((ref) => log.renewKeyframe(ref)))
    expect(renewed.map((kept) => kept?.seq ?? null)).toEqual([50, 51, 52, null, null, null])
    for (const [index, ref] of refs.entries()) {
      const all = documents[index] ?? []
      expect(factsOf(loadedDoc(await log.load(ref)))).toEqual(factsOf(frameAt(all, all.length)))
    }
  })

  test('[LOG-19] the keyframe that is read is the reader’s own', async () => {
    const { log } = await open()
    await log.append(rows)
    await log.renewKeyframe(board)
    const first = must((await log.load(board)).keyframe, 'the keyframe').update
    const before = Uint8Array.from(first)
    first.fill(9)
    expect((await log.load(board)).keyframe?.update).toEqual(before)
  })

  test('[LOG-20] where nothing came since the last keyframe, there is no new one', async () => {
    const { log } = await open()
    await log.append(rows)
    await log.renewKeyframe(board)
    expect(await log.renewKeyframe(board)).toBeNull()
    expect(await log.load(board)).toMatchObject({ keyframe: { seq: 400 }, seq: 400 })
  })

  test('[LOG-20] a document that waits for something has no keyframe until it has come', async () => {
    const { log } = await open()
    const [first, second, deletion] = typedApart()
    await log.append([rowOf('board', 1, { update: second })])
    expect(await log.renewKeyframe(board)).toBeNull()
    await log.append([rowOf('board', 2, { update: deletion })])
    expect(await log.renewKeyframe(board)).toBeNull()
    expect(await log.load(board)).toMatchObject({ keyframe: null, damaged: [], seq: 2 })
    await log.append([rowOf('board', 3, { update: first })])
    expect(await log.renewKeyframe(board)).toMatchObject({ seq: 3 })
    expect(
      loadedDoc(await log.load(board))
        .getText('notes')
        .toJSON(),
    ).toBe('b')
  })

  test('[LOG-20] what is no update has no keyframe', async () => {
    const { log } = await open()
    await log.append([rowOf('board', 1, { update: Uint8Array.of(1, 9, 9) })])
    expect(await log.renewKeyframe(board)).toBeNull()
    expect((await log.load(board)).rows).toHaveLength(1)
  })

  test('[LOG-21] a history is the same with a keyframe and without', async () => {
    const { log } = await open()
    await log.append(rows)
    const before = [await log.read(board), await log.read(board, 123)]
    await log.renewKeyframe(board)
    expect([await log.read(board), await log.read(board, 123)]).toEqual(before)
    expect(await log.documents(board.sessionId)).toEqual(['board'])
  })

  test('[LOG-21] a session that comes in has rows and no keyframe, and gets one like any other', async () => {
    const { log, registry } = await open()
    const [tokens, participants] = [[tokenOf('one')], []]
    await registry.importSession({ session: sessionOf('one'), tokens, participants, rows })
    expect(await log.load(board)).toMatchObject({ keyframe: null, seq: 400 })
    expect(await log.renewKeyframe(board)).toMatchObject({ seq: 400 })
  })
}

/** Three updates of one person: a letter, one behind it, and the first one's deletion. */
function typedApart(): readonly [Uint8Array, Uint8Array, Uint8Array] {
  const updates: Uint8Array[] = []
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.getText('notes').insert(0, 'a')
  doc.getText('notes').insert(1, 'b')
  doc.getText('notes').delete(0, 1)
  const [first, second, deletion] = updates
  return [must(first, 'a'), must(second, 'b'), must(deletion, 'the deletion')]
}
