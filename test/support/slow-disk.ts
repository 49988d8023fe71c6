import * as Y from 'yjs'
import type { Log } from '../../server/log/log.ts'
import { logWith } from './log-with.ts'

/** A disk on which a commit is through when a test says so. */
export class SlowDisk {
  readonly log: Log
  /** All that is on it, of all documents. */
  readonly doc = new Y.Doc()
  #landings: (() => void)[] = []

  constructor(log: Log) {
    this.log = logWith(log, {
      append: async (rows) => {
        await this.#landing()
        await log.append(rows)
        for (const { update } of rows) Y.applyUpdate(this.doc, update)
      },
    })
  }

  /** Whether a commit is under way. */
  get isBusy(): boolean {
    return this.#landings.length > 0
  }

  land(): void {
    for (const land of this.#landings.splice(0)) land()
  }

  #landing(): Promise<void> {
    return new Promise((resolve) => this.#landings.push(resolve))
  }
}
