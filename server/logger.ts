import type { Logger } from 'pino'
import { destination, pino } from 'pino'

export type { Logger }

/**
 * Structured lines on standard error; standard output is for people. Whatever could hold a token
 * or key is cut out, should it ever be passed.
 */
export function openLogger(level: string): Logger {
  const redact = ['key', 'token', '*.key', '*.token', 'url', '*.url', '*.authorization']
  return pino({ level, redact, base: null }, destination(2))
}
