import type { ParticipantId } from './ids.ts'
import { participantId } from './ids.ts'

/**
 * The documents of a session. Rights are per document, since Yjs cannot guard a key inside one:
 * `board` is everybody's, `stage` is the server's for all to read, `script` is the facilitators',
 * and each person has an inbox that only they and the facilitators read.
 */
export type DocName = 'board' | 'stage' | 'script' | `inbox/${ParticipantId}`

export function inboxOf(person: ParticipantId): DocName {
  return `inbox/${person}`
}

/** Whose inbox this is, or null for the documents that are nobody's own. */
export function inboxOwner(doc: DocName): ParticipantId | null {
  if (doc === 'board' || doc === 'stage' || doc === 'script') return null
  return doc.slice('inbox/'.length) as ParticipantId
}

/** A document's name from text somebody sent, or null where there is no such document. */
export function parseDocName(text: string): DocName | null {
  if (text === 'board' || text === 'stage' || text === 'script') return text
  if (!text.startsWith('inbox/')) return null
  const owner = participantId.safeParse(text.slice('inbox/'.length))
  return owner.success ? inboxOf(owner.data) : null
}
