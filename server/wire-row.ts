import type { WireRow } from '../shared/wire/api.ts'
import type { Row } from './log/log.ts'

/** A row as it travels. Which connection wrote it is nobody's business but the server's. */
export function toWireRow({ seq, at, author, update }: Row): WireRow {
  return { seq, at, author, update: Buffer.from(update).toString('base64') }
}
