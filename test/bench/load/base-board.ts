import * as Y from 'yjs'
import { must } from '../../../shared/invariants.ts'
import type { Caret } from './typing.ts'

/** A board before anybody types on it: one card for each of its people. */
export interface BaseBoard {
  readonly update: Uint8Array
  /** Behind the last letter of each card's text. */
  readonly carets: readonly Caret[]
}

/** Below every client id that the load gives its people. */
const seeder = 1

export function baseBoard(cards: number): BaseBoard {
  const doc = new Y.Doc()
  doc.clientID = seeder
  const texts = doc.transact(() => Array.from({ length: cards }, (_, index) => addCard(doc, index)))
  return { update: Y.encodeStateAsUpdate(doc), carets: texts.map(endOf) }
}

export function cardId(index: number): string {
  return `card-${index}`
}

/** The fields of a card of the product (`shared/board/`). */
function addCard(doc: Y.Doc, index: number): Y.Text {
  const card = new Y.Map<unknown>()
  const text = new Y.Text('What we know: ')
  card.set('kind', 'hypothesis')
  card.set('title', new Y.Text(`The disk of node ${index} is full`))
  card.set('text', text)
  card.set('order', `a${index.toString().padStart(4, '0')}`)
  card.set('createdBy', `person-${index}`)
  card.set('createdAt', 1_700_000_000_000)
  card.set('status', 'proposed')
  doc.getMap('cards').set(cardId(index), card)
  return text
}

function endOf(text: Y.Text): Caret {
  const last = must(Y.createRelativePositionFromTypeIndex(text, text.length - 1).item, 'a letter')
  return { client: last.client, clock: last.clock }
}
