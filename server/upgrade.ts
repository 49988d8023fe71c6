import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { SyncServer } from './sync/sync-server.ts'

export interface UpgradeOptions {
  readonly sync: SyncServer
  /** How many upgraded sockets one address may hold. */
  readonly mostPerAddress: number
}

/** The one upgrade listener: `/sync` is ours, `/live` is Socket.IO's own, anything else is a 404. */
export function listenForUpgrades(http: Server, { sync, mostPerAddress }: UpgradeOptions): void {
  const countByAddress = new Map<string, number>()
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (!path.startsWith('/sync/') && !/^\/live\/?$/.test(path)) refuse(socket, '404 Not Found')
    else if (!count(countByAddress, request, socket, mostPerAddress)) {
      refuse(socket, '429 Too Many Requests')
    } else if (path.startsWith('/sync/')) sync.handleUpgrade(request, socket, head)
  })
}

/** Counts a socket while it is open; false where its address holds too many already. */
function count(
  countByAddress: Map<string, number>,
  request: IncomingMessage,
  socket: Duplex,
  most: number,
): boolean {
  const address = request.socket.remoteAddress ?? ''
  const held = countByAddress.get(address) ?? 0
  if (held >= most) return false
  countByAddress.set(address, held + 1)
  socket.once('close', () => {
    const left = (countByAddress.get(address) ?? 1) - 1
    if (left > 0) countByAddress.set(address, left)
    else countByAddress.delete(address)
  })
  return true
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
