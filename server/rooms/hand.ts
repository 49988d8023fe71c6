import * as Y from 'yjs'
import type { Author, DocRow } from '../log/log.ts'
import type { Listener, Room } from './room.ts'
import { notSaved } from './room.ts'

/**
 * The server's own hand on a document: a replica like any client's, so that what the server writes
 * goes the way of every other edit. `doc` is ahead of the disk by what is still on its way.
 */
export class Hand implements Listener {
  readonly doc = new Y.Doc()
  readonly #room: Room
  readonly #letGo: () => void
  #author: Author = 'server'
  #disposed = false

  private constructor(room: Room) {
    this.#room = room
    Y.applyUpdate(this.doc, room.document.diff(), this)
    this.doc.on('update', this.#submit)
    this.#letGo = room.listen(this)
  }

  /** A hand that knows all that the server wrote before, also what was still on its way. */
  static async on(room: Room): Promise<Hand> {
    await room.whenSaved()
    return new Hand(room)
  }

  /** The moment of the document's last row, 0 before the first. */
  get lastAt(): number {
    return this.#room.lastAt
  }

  /**
   * Changes the document in one transaction, attributed to an author. Resolves when it is on disk;
   * rejects with a `not-saved` refusal where that failed, and then this hand is of no more use.
   */
  write(author: Author, change: (doc: Y.Doc) => void): Promise<void> {
    if (this.isLost) return Promise.reject(notSaved())
    this.#author = author
    this.doc.transact(() => change(this.doc))
    return this.#room.whenSaved()
  }

  /** Whether nothing can be written any more. */
  get isLost(): boolean {
    return this.#disposed || this.#room.closed
  }

  /** Gives what was written to the next commit, without waiting for the room's tick. */
  give(): void {
    this.#room.give()
  }

  committed(rows: readonly DocRow[]): void {
    this.doc.transact(() => {
      for (const row of rows) Y.applyUpdate(this.doc, row.update, this)
    }, this)
  }

  dispose(): void {
    this.#disposed = true
    this.#letGo()
    this.doc.destroy()
  }

  readonly #submit = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return
    const verdict = this.#room.document.judge(update)
    if (verdict.is !== 'new') throw new Error(`The server's own update was judged ${verdict.is}.`)
    this.#room.submit(update, verdict, { author: this.#author, connection: 'server' })
  }
}
