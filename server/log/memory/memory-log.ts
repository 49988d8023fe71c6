import type { DocName } from '../../../shared/documents.ts'
import type { SessionId } from '../../../shared/ids.ts'
import { keyframeOf } from '../keyframe.ts'
import type { DocRef, DocRow, Keyframe, Log, RenewedKeyframe, Row, Stored } from '../log.ts'
import { checkSequence, docKey } from '../sequence.ts'
import { storedOf } from '../stored.ts'
import { settled } from './settled.ts'

interface LoggedDoc extends DocRef {
  readonly rows: Row[]
  keyframe: Keyframe | null
}

/** The log of every document, in an array each. */
export class MemoryLog implements Log {
  private readonly docsByKey = new Map<string, LoggedDoc>()

  append(rows: readonly DocRow[]): Promise<void> {
    return settled(() => {
      this.check(rows)
      this.push(rows)
    })
  }

  read(ref: DocRef, after = 0): Promise<Row[]> {
    return settled(() => this.rowsOf(ref).slice(Math.max(0, after)).map(copyOf))
  }

  load(ref: DocRef): Promise<Stored> {
    return settled(() => this.stored(ref))
  }

  renewKeyframe(ref: DocRef): Promise<RenewedKeyframe | null> {
    return settled(() => {
      const { keyframe, rows } = this.stored(ref)
      const made = keyframeOf(keyframe, rows)
      if (!made) return null
      this.docOf(ref).keyframe = made
      return { seq: made.seq, bytes: made.update.length }
    })
  }

  documents(sessionId: SessionId): Promise<DocName[]> {
    return settled(() =>
      [...this.docsByKey.values()]
        .filter((doc) => doc.sessionId === sessionId)
        .map(({ doc }) => doc),
    )
  }

  /** Throws where `push` would leave a gap. */
  check(rows: readonly DocRow[]): void {
    checkSequence(rows, (ref) => this.rowsOf(ref).length)
  }

  /** Takes rows that were checked. */
  push(rows: readonly DocRow[]): void {
    for (const row of rows) this.docOf(row).rows.push(copyOf(row))
  }

  private stored(ref: DocRef): Stored {
    const kept = this.docsByKey.get(docKey(ref))?.keyframe
    const keyframe = kept ? { seq: kept.seq, update: Uint8Array.from(kept.update) } : null
    const all = this.rowsOf(ref)
    const keyframeAt = all[(kept?.seq ?? 0) - 1]?.at ?? 0
    const rows = all.slice(kept?.seq ?? 0).map(copyOf)
    return storedOf({ keyframe, keyframeAt, keyframeDamaged: false, rows })
  }

  private rowsOf(ref: DocRef): readonly Row[] {
    return this.docsByKey.get(docKey(ref))?.rows ?? []
  }

  private docOf({ sessionId, doc }: DocRef): LoggedDoc {
    const key = docKey({ sessionId, doc })
    const known = this.docsByKey.get(key)
    if (known) return known
    const born = { sessionId, doc, rows: [], keyframe: null }
    this.docsByKey.set(key, born)
    return born
  }
}

/** The caller keeps its buffer and may reuse it; so may whoever reads. */
function copyOf({ seq, at, author, connection, update }: Row): Row {
  return { seq, at, author, connection, update: Uint8Array.from(update) }
}
