import * as z from 'zod/mini'
import { injectId } from '../ids.ts'
import { phase } from '../stage/phase.ts'

/**
 * A bell over `/live`: something to notice now. The documents hold the truth, so a missed bell
 * loses nothing. An inject's bell goes to those only who may read where it landed.
 */
export const serverToClient = z.discriminatedUnion('type', [
  z.object({ type: z.literal('inject'), injectId, whisper: z.boolean() }),
  z.object({ type: z.literal('phase'), phase }),
  // The first bell of every connection: which wire the server speaks, and its wall clock in
  // milliseconds since the epoch, by which a page tells exercise time.
  z.object({ type: z.literal('welcome'), protocol: z.int(), now: z.number() }),
])
export type Bell = z.infer<typeof serverToClient>

/** The events of a `/live` socket, for Socket.IO's types. */
export interface LiveClientEvents {
  command: (command: unknown, reply: (reply: unknown) => void) => void
}
export interface LiveServerEvents {
  bell: (bell: Bell) => void
}
