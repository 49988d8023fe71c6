import { backoff } from '../../../client/net/backoff.ts'
import type { ServerName } from '../servers/server-name.ts'

/** How long each server's own client waits before the next try, in milliseconds. */
export function comeBackOf(server: ServerName, random: () => number) {
  switch (server) {
    case 'gamelan':
    case 'before':
      return (failures: number) => backoff(failures, random())
    case 'hocuspocus':
      return (failures: number) => ofHocuspocus(failures, random())
    case 'y-websocket':
    case 'relay':
      // y-websocket 3: doubling from 200 ms, `maxBackoffTime` 2.5 s, without jitter.
      return (failures: number) => Math.min(2_500, 100 * 2 ** (failures + 1))
  }
}

/**
 * HocuspocusProviderWebsocket 4.7 and the `retry` it uses: a second after a close it tries at once;
 * each failure then waits between a second and a doubling limit.
 */
function ofHocuspocus(failures: number, chance: number): number {
  const [least, most] = [1_000, 30_000]
  if (failures === 0) return least
  const limit = Math.min(most, least * 2 ** (failures - 1))
  return least + Math.floor(chance * (limit - least + 1))
}
