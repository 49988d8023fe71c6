import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { seeded } from '../../support/seeded.ts'
import { workFolder } from '../work-folder.ts'

/** What several people typed on a board, edit by edit: the same for the same length. */
export function history(edits: number): Uint8Array[] {
  const file = join(workFolder(), `history-${edits}.bin`)
  if (!existsSync(file)) {
    // Another run must not read half of it.
    writeFileSync(`${file}.new`, pack(new Authors().write(edits)))
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
const letters = 'etaoin shrdlu cmfwyp'

/**
 * People who type in turn, a spell each: a letter an edit, at one place of one text; now and then
 * they take letters back, take out a whole stretch, or begin a card. One document plays them all.
 */
class Authors {
  readonly #doc = new Y.Doc()
  readonly #random = seeded(50_000)
  readonly #updates: Uint8Array[] = []
  #cards = 0

  write(edits: number): Uint8Array[] {
    this.#doc.on('update', (update: Uint8Array) => this.#updates.push(update))
    this.#addCard()
    while (this.#updates.length < edits) this.#spell(edits)
    return this.#updates
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
    text.insert(at, letters[this.#below(letters.length)] ?? 'e')
    return at + 1
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
