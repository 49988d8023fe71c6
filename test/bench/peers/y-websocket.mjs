/* The stock y-websocket server, as its own `server.js` sets it up, without persistence. */
import { createServer } from 'node:http'
import { setupWSConnection } from '@y/websocket-server/utils'
import { WebSocketServer } from 'ws'
import { sayReady } from './ready.mjs'

const http = createServer((_request, response) => response.end('ok'))
const sockets = new WebSocketServer({ noServer: true })

sockets.on('connection', setupWSConnection)
http.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (each) => sockets.emit('connection', each, request))
})

http.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => sayReady(http))
