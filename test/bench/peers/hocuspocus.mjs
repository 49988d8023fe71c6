/* The stock Hocuspocus server with its SQLite extension and default settings. */
import { join } from 'node:path'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'
import { sayReady } from './ready.mjs'

const server = new Server({
  address: '127.0.0.1',
  port: Number(process.env.PORT ?? 0),
  quiet: true,
  extensions: [new SQLite({ database: join(process.env.BENCH_DATA, 'hocuspocus.sqlite') })],
})

await server.listen()
sayReady(server.httpServer)
