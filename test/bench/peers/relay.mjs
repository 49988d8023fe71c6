/*
 * A plain broadcast: whatever comes from one goes to all others of the same path. It knows no
 * documents and keeps nothing, so it shows what sockets alone cost.
 */
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { sayReady } from './ready.mjs'

const roomsByPath = new Map()
const http = createServer((_request, response) => response.end('ok'))
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false })

sockets.on('connection', (socket, request) => {
  const room = roomOf(request.url)
  room.add(socket)
  socket.on('message', (message) => {
    for (const other of room) if (other !== socket) other.send(message, { binary: true })
  })
  socket.on('error', () => undefined)
  socket.on('close', () => room.delete(socket))
})

function roomOf(path) {
  if (!roomsByPath.has(path)) roomsByPath.set(path, new Set())
  return roomsByPath.get(path)
}

http.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => sayReady(http))
