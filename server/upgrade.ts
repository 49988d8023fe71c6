import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Refused } from './refused.ts'
import type { SyncServer } from './sync/sync-server.ts'
import { Tally } from './tally.ts'

export interface UpgradeOptions {
  readonly sync: SyncServer
  /** How many upgraded sockets one address may hold. */
  readonly mostPerAddress: number
  /** How many proxies in front of the server add to X-Forwarded-For. */
  readonly trustedProxies: number
  readonly onRefused: (refused: Refused) => void
}

/** The one upgrade listener: `/sync` is ours, `/live` is Socket.IO's own, anything else is a 404. */
export function listenForUpgrades(http: Server, options: UpgradeOptions): void {
  const { sync, mostPerAddress, trustedProxies, onRefused } = options
  const perAddress = new Tally(mostPerAddress)
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const path = (request.url ?? '').split('?')[0] ?? ''
    const isSync = path.startsWith('/sync/')
    if (!isSync && !/^\/live\/?$/.test(path)) return refuse(socket, '404 Not Found')
    const leave = perAddress.enter(addressOf(request, trustedProxies))
    if (leave) socket.once('close', leave)
    if (isSync && leave) sync.handleUpgrade(request, socket, head)
    else if (isSync) sync.turnAway(request, socket, head, 'tooMany')
    else if (!leave) {
      onRefused({ door: 'live', reason: 'too-many' })
      refuse(socket, '429 Too Many Requests')
    }
  })
}

/** Whose socket it is: what the outermost trusted proxy saw, or else who connected to us. */
function addressOf(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? ''
  if (trustedProxies === 0) return direct
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',')
  return forwarded.at(-trustedProxies)?.trim() || direct
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
