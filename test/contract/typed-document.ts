import * as Y from 'yjs'
import type { DocRow, Stored } from '../../server/log/log.ts'
import { frameAt } from '../../shared/replay/frame.ts'
import { Chance } from '../band/chance.ts'
import { connection, person, rowOf } from './records.ts'

interface Peer {
  readonly doc: Y.Doc
  readonly name: string
}

/** The rows of a board that three people edit at once: maps, a list, texts, and deletions of each. */
export function typedRows(count: number, own: Partial<DocRow> = {}, seed = 1): DocRow[] {
  const chance = new Chance(seed)
  const rows: DocRow[] = []
  const peers = ['ada', 'ben', 'cleo'].map((name, index) => {
    const doc = new Y.Doc()
    doc.clientID = index + 1
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'others') return
      const by = { author: person(name), connection: connection(name) }
      rows.push(rowOf('board', rows.length + 1, { ...by, update, ...own }))
      for (const other of peers) if (other.doc !== doc) Y.applyUpdate(other.doc, update, 'others')
    })
    return { doc, name }
  })
  while (rows.length < count) editAtRandom(chance.pick(peers), chance)
  return rows.slice(0, count)
}

/** What a document comes to that is loaded from the store. */
export function loadedDoc({ keyframe, rows }: Stored): Y.Doc {
  return frameAt(keyframe ? [keyframe, ...rows] : rows, Infinity)
}

/** All there is to know of a document of these rows: what it shows, who wrote it, what is gone. */
export function factsOf(doc: Y.Doc): unknown {
  const shown = [doc.getMap('cards'), doc.getArray('order'), doc.getText('notes')]
  return {
    shown: shown.map((type) => type.toJSON() as unknown),
    stateVector: Y.decodeStateVector(Y.encodeStateVector(doc)),
    snapshot: Y.encodeSnapshot(Y.snapshot(doc)),
    pending: [doc.store.pendingStructs, doc.store.pendingDs],
  }
}

function editAtRandom({ doc, name }: Peer, chance: Chance): void {
  const cards = doc.getMap<Y.Map<unknown>>('cards')
  const order = doc.getArray<string>('order')
  const notes = doc.getText('notes')
  const card = `card ${chance.below(6)}`
  const edits = [
    () => cards.set(card, new Y.Map([['title', new Y.Text(name)]])),
    () => cards.get(card)?.set('status', chance.below(3)),
    () => (cards.get(card)?.get('title') as Y.Text | undefined)?.insert(0, name.charAt(0)),
    () => cards.delete(card),
    () => order.insert(chance.below(order.length + 1), [card]),
    () => order.length > 0 && order.delete(chance.below(order.length)),
    () => notes.insert(chance.below(notes.length + 1), name),
    () => notes.length > 3 && notes.delete(chance.below(notes.length - 3), 3),
  ]
  chance.pick(edits)()
}
