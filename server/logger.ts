import type { DestinationStream, Logger } from 'pino'
import { destination, pino } from 'pino'

export type { Logger }

/**
 * Structured lines on standard error, or where they are sent; standard output is for people.
 * Whatever could hold a token or key is cut out, should it ever be passed.
 */
export function openLogger(level: string, to: DestinationStream = destination(2)): Logger {
  const redact = ['key', 'token', '*.key', '*.token', 'url', '*.url', '*.authorization']
  return pino({ level, redact, base: null, serializers: { err: plain } }, to)
}

/** Errors carry what they are about, an address with a key or a whole body: that stays behind. */
function plain(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error ? { code: error.code } : {}
  return { type: error.name, message: error.message, ...code, stack: error.stack }
}
