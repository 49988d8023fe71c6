import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { seeded } from '../../support/seeded.ts'
import { workFolder } from '../work-folder.ts'

/**
 * How a board came to be. `typed`: letter by letter, at one place for a while, so that Yjs makes
 * one item of many. `scattered`: some words an edit, each somewhere else, so that nothing can be merged
 * and the document is as large as so many edits make it.
 */
export type Manner = 'typed' | 'scattered'

/** What several people wrote on a board, edit by edit: the same for the same length and manner. */
export function history(edits: number, manner: Manner): Uint8Array[] {
  const file = join(workFolder(), `history-${manner}-${edits}.bin`)
  if (!existsSync(file)) {
    // Another run must not read half of it.
    writeFileSync(`${file}.new`, pack(new Authors().write(edits, manner)))
    renameSync(`${file}.new`, file)
  }
  return unpack(readFileSync(file))
}

function pack(updates: readonly Uint8Array[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, updates.length)
    for (const update of updates) encoding.writeVarUint8Array(encoder, update)
  })
}

function unpack(bytes: Uint8Array): Uint8Array[] {
  const decoder = decoding.createDecoder(Uint8Array.from(bytes))
  const length = decoding.readVarUint(decoder)
  return Array.from({ length }, () => decoding.readVarUint8Array(decoder))
}

const authors = 8
const longestSpell = 60
/** Where words are scattered. */
const cards = 60
const wordsAtOnce = 4
const words =
  'the disk of node is full again latency errors since deploy rolled back who looks at cache'.split(
    ' ',
  )
const letters = 'etaoin shrdlu cmfwyp'

/**
 * People who write on cards; one document plays them all. Where they type it is in turn, a spell
 * each: a letter an edit, at one place of one text; now and then they take letters back, take out a
 * whole stretch, or begin a card.
 */
class Authors {
  readonly #doc = new Y.Doc()
  readonly #random = seeded(50_000)
  readonly #updates: Uint8Array[] = []
  #cards = 0

  write(edits: number, manner: Manner): Uint8Array[] {
    this.#doc.on('update', (update: Uint8Array) => this.#updates.push(update))
    this.#addCard()
    while (this.#updates.length < edits) {
      if (manner === 'typed') this.#spell(edits)
      else this.#drop()
    }
    return this.#updates
  }

  /** Some words somewhere, by somebody. */
  #drop(): void {
    this.#doc.clientID = 10 + this.#below(authors)
    if (this.#cards < cards) return this.#addCard()
    const text = this.#text(this.#below(this.#cards))
    const at = this.#below(text.length + 1)
    const some = Array.from({ length: wordsAtOnce }, () => words[this.#below(words.length)] ?? '')
    text.insert(at, `${some.join(' ')} `)
  }

  #spell(edits: number): void {
    this.#doc.clientID = 10 + this.#below(authors)
    if (this.#chance(0.03)) this.#addCard()
    const text = this.#text(this.#below(this.#cards))
    let at = this.#chance(0.6) ? text.length : this.#below(text.length + 1)
    if (this.#chance(0.1)) this.#takeOut(text, at)
    at = Math.min(at, text.length)
    for (let left = this.#below(longestSpell); left > 0; left -= 1) {
      if (this.#updates.length >= edits) return
      at = this.#chance(0.08) && at > 0 ? this.#takeBack(text, at) : this.#type(text, at)
    }
  }

  #type(text: Y.Text, at: number): number {
    text.insert(at, this.#letter())
    return at + 1
  }

  #letter(): string {
    return letters[this.#below(letters.length)] ?? 'e'
  }

  #takeBack(text: Y.Text, at: number): number {
    text.delete(at - 1, 1)
    return at - 1
  }

  #takeOut(text: Y.Text, at: number): void {
    const most = 30
    const length = Math.min(this.#below(most), text.length - at)
    if (length > 0) text.delete(at, length)
  }

  #addCard(): void {
    const card = new Y.Map<unknown>()
    for (const [key, value] of Object.entries({
      kind: 'hypothesis',
      title: new Y.Text(),
      text: new Y.Text(),
      order: `a${this.#cards.toString().padStart(4, '0')}`,
      createdBy: 'somebody',
      createdAt: 1_700_000_000_000,
      status: 'proposed',
    })) {
      card.set(key, value)
    }
    this.#doc.getMap('cards').set(`card-${this.#cards}`, card)
    this.#cards += 1
  }

  /** Mostly the text of a card, sometimes its title. */
  #text(card: number): Y.Text {
    const map = this.#doc.getMap('cards').get(`card-${card}`) as Y.Map<unknown>
    return map.get(this.#chance(0.8) ? 'text' : 'title') as Y.Text
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }

  #chance(share: number): boolean {
    return this.#random() < share
  }
}
