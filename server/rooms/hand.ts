import * as Y from 'yjs'
import { Refusal } from '../../shared/errors.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import type { Author, DocRow } from '../log/log.ts'
import type { Listener, Room } from './room.ts'

interface Waiting {
  readonly seq: number
  readonly resolve: () => void
  readonly reject: (error: Refusal) => void
}

/**
 * The server's own hand on a document: a replica like any client's, so that what the server writes
 * goes the way of every other edit. `doc` is ahead of the disk by what is still on its way.
 */
export class Hand implements Listener {
  readonly doc = new Y.Doc()
  readonly #room: Room
  readonly #letGo: () => void
  #author: Author = 'server'
  #waiting: Waiting[] = []

  constructor(room: Room) {
    this.#room = room
    Y.applyUpdate(this.doc, room.diff(), this)
    this.doc.on('update', this.#submit)
    this.#letGo = room.listen(this)
  }

  /**
   * Changes the document in one transaction, attributed to an author. Resolves when it is on disk;
   * rejects with a `not-saved` refusal where that failed, and then this hand is of no more use.
   */
  write(author: Author, change: (doc: Y.Doc) => void): Promise<void> {
    if (this.#room.closed) return Promise.reject(notSaved())
    this.#author = author
    this.doc.transact(() => change(this.doc))
    const seq = this.#room.tail
    if (seq <= this.#room.head) return Promise.resolve()
    return new Promise((resolve, reject) => this.#waiting.push({ seq, resolve, reject }))
  }

  committed(rows: readonly DocRow[]): void {
    this.doc.transact(() => {
      for (const row of rows) Y.applyUpdate(this.doc, row.update, this)
    }, this)
    const head = this.#room.head
    for (const { resolve } of this.#waiting.filter(({ seq }) => seq <= head)) resolve()
    this.#waiting = this.#waiting.filter(({ seq }) => seq > head)
  }

  failed(): void {
    for (const { reject } of this.#waiting) reject(notSaved())
    this.#waiting = []
  }

  dispose(): void {
    this.failed()
    this.#letGo()
    this.doc.destroy()
  }

  readonly #submit = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return
    const verdict = this.#room.judge(update)
    if (verdict.is !== 'new') throw new Error(`The server's own update was judged ${verdict.is}.`)
    this.#room.submit(update, verdict, { author: this.#author, connection: 'server' })
  }
}

function notSaved(): Refusal {
  return new Refusal('not-saved', closeCodes.tryLater.reason)
}
