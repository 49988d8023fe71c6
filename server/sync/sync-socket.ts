import { WebSocket } from 'ws'
import { closeCodes } from '../../shared/wire/close-codes.ts'

/** What `ws` closes with when a message is longer than it may be. */
const messageTooBig = 1009

/**
 * A socket that closes 4413 where plain `ws` would close 1009: clients take that for a passing
 * fault and would send the same frame again for ever.
 */
export class SyncSocket extends WebSocket {
  override close(code?: number, data?: string | Buffer): void {
    const { code: tooLarge, reason } = closeCodes.tooLarge
    if (code === messageTooBig) super.close(tooLarge, reason)
    else super.close(code, data)
  }
}
