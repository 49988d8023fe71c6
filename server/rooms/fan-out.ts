import type { ConnectionId } from '../../shared/ids.ts'
import { writeUpdate } from '../../shared/wire/sync-frames.ts'
import type { DocRow } from '../log/log.ts'
import { mergedFrames } from './merged-frames.ts'

type Origin = DocRow['connection']
type Frames = readonly Uint8Array[]

/**
 * What one commit brought to a document, as frames. Everything is encoded once, when it is first
 * asked for, and everybody is given the same bytes: those who wrote nothing of it all in one, those
 * who did the others' parts.
 */
export class FanOut {
  readonly #updatesByOrigin = new Map<Origin, Uint8Array[]>()
  readonly #framesByOrigin = new Map<Origin, Frames>()
  readonly #updates: readonly Uint8Array[]
  readonly #mayMerge: boolean
  #all: Frames | null = null

  /** @param mayMerge whether every row is fresh: see `Verdict` */
  constructor(rows: readonly DocRow[], mayMerge: boolean) {
    this.#mayMerge = mayMerge
    this.#updates = rows.map(({ update }) => update)
    for (const { connection, update } of rows) {
      const updates = this.#updatesByOrigin.get(connection)
      if (updates) updates.push(update)
      else this.#updatesByOrigin.set(connection, [update])
    }
  }

  /** The frames for a connection: all but its own. */
  for(connection: ConnectionId): Frames {
    if (!this.#updatesByOrigin.has(connection)) return (this.#all ??= this.#framesOf(this.#updates))
    const others = [...this.#updatesByOrigin.keys()].filter((origin) => origin !== connection)
    return others.flatMap((origin) => this.#of(origin))
  }

  #of(origin: Origin): Frames {
    const known = this.#framesByOrigin.get(origin)
    if (known) return known
    const frames = this.#framesOf(this.#updatesByOrigin.get(origin) ?? [])
    this.#framesByOrigin.set(origin, frames)
    return frames
  }

  #framesOf(updates: readonly Uint8Array[]): Frames {
    return this.#mayMerge ? mergedFrames(updates) : updates.map(writeUpdate)
  }
}
