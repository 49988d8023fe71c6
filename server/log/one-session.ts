import type { ImportedSession } from './registry.ts'
import { StoreError } from './store-error.ts'

/** Throws StoreError `unknown-session` where a part of a new session names another one. */
export function checkOneSession({ session, tokens, participants, rows }: ImportedSession): void {
  const parts = [tokens, participants, rows].flat()
  const stray = parts.find(({ sessionId }) => sessionId !== session.id)
  if (!stray) return
  throw new StoreError(
    'unknown-session',
    `A part of session ${session.id} names session ${stray.sessionId}. Nothing was written.`,
  )
}
