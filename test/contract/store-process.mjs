/*
 * A process with a store of its own, for what one process cannot show: locks, kills, limits of the
 * system. `node store-process.mjs <folder>` opens the store; then each message {call, args} gets
 * one answer. It runs the build.
 */
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

if (store) {
  process.on('message', ({ call, args }) => {
    calls[call](args).then(
      (answer) => process.send({ answer }),
      ({ code, message }) => process.send({ failed: code, message }),
    )
  })
  process.on('disconnect', () => store.close())
  process.send({ answer: 'open' })
}
