import { fromBase64 } from 'lib0/buffer'
import type { ParticipantId } from '../ids.ts'
import { participantId } from '../ids.ts'
import type { WireRow } from '../wire/api.ts'

/** One row of a document's history: an update, who made it and when. */
export interface HistoryRow {
  /** 1 for the first row of a document, gapless from there. */
  readonly seq: number
  /** Wall moment in milliseconds since the epoch, never decreasing within a document. */
  readonly at: number
  /** Null for the server itself. */
  readonly author: ParticipantId | null
  readonly update: Uint8Array
}

export function historyRow(wire: WireRow): HistoryRow {
  const author = participantId.safeParse(wire.author)
  return {
    seq: wire.seq,
    at: wire.at,
    author: author.success ? author.data : null,
    update: fromBase64(wire.update),
  }
}

/** The last row that was there at a wall moment, as its `seq`; 0 before the first. */
export function seqAt(rows: readonly Pick<HistoryRow, 'at'>[], moment: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.at ?? Infinity) <= moment) low = middle + 1
    else high = middle
  }
  return low
}
