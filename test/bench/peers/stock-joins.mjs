/*
 * Joins a board again and again with a stock client and prints, as JSON, how many milliseconds each
 * join took until the document was there. A process of its own: these clients share a Yjs that is
 * not the product's.
 */
import { HocuspocusProvider } from '@hocuspocus/provider'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const { client, port, path, count } = JSON.parse(process.argv[2])
const base = `ws://127.0.0.1:${port}`
globalThis.WebSocket = WebSocket

const took = []
for (let join = 0; join < count; join += 1) took.push(await timed())
console.log(JSON.stringify(took))
process.exit()

async function timed() {
  const start = performance.now()
  const provider = client === 'hocuspocus' ? ofHocuspocus() : ofYWebsocket()
  await new Promise((resolve) => provider.on('synced', resolve))
  const time = performance.now() - start
  provider.destroy()
  return time
}

function ofHocuspocus() {
  return new HocuspocusProvider({ url: base, name: path.slice(1), token: 'anybody' })
}

function ofYWebsocket() {
  const { pathname, searchParams } = new URL(path, base)
  const end = pathname.lastIndexOf('/')
  const url = base + pathname.slice(0, end)
  const options = { params: Object.fromEntries(searchParams), disableBc: true }
  return new WebsocketProvider(url, pathname.slice(end + 1), new Y.Doc(), options)
}
