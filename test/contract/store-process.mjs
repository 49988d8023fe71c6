/*
 * A process with a store of its own, for what one process cannot show: locks, kills, limits of the
 * system. `node store-process.mjs <folder>` opens the store; then each message {call, args} gets
 * one answer. It runs the build.
 */
import * as Y from 'yjs'
import { openSqliteStore } from '../../dist/server/log/sqlite/sqlite-store.js'

const store = await openSqliteStore({ folder: process.argv[2] }).catch((error) => {
  process.send({ refused: error.message })
  process.disconnect()
})

const calls = {
  append: async ({ doc, seq, size }) => {
    const update = new Uint8Array(size).fill(seq)
    const row = { sessionId: 's_one', doc, seq, at: seq, author: 'server', connection: 'server' }
    await store.log.append([{ ...row, update }])
    return 'saved'
  },
  sizes: async ({ doc }) => {
    const rows = await store.log.read({ sessionId: 's_one', doc })
    return rows.map(({ update }) => update.length)
  },
}

/*
 * Types without an end: each letter is a commit of its row in the board and the same in the stage,
 * and keyframes of the board are made all the while. Says `{typed}` and `{kept}`, with the `seq`.
 */
async function type() {
  const doc = new Y.Doc()
  const ref = { sessionId: 's_one', doc: 'board' }
  const by = { author: 'p_ada', connection: 'x_first' }
  const updates = []
  doc.on('update', (update) => updates.push(update))
  void keep(ref)
  for (let seq = 1; ; seq += 1) {
    doc.getText('notes').insert(seq - 1, String(seq % 10))
    const row = { ...ref, ...by, seq, at: seq, update: updates[seq - 1] }
    await store.log.append([row, { ...row, doc: 'stage' }])
    process.send({ typed: seq })
  }
}

async function keep(ref) {
  for (;;) {
    const kept = await store.log.renewKeyframe(ref)
    if (kept) process.send({ kept: kept.seq })
    else await new Promise(setImmediate)
  }
}

if (store) {
  process.on('message', ({ call, args }) => {
    if (call === 'type') return void type()
    calls[call](args).then(
      (answer) => process.send({ answer }),
      ({ code, message }) => process.send({ failed: code, message }),
    )
  })
  process.on('disconnect', () => store.close())
  process.send({ answer: 'open' })
}
