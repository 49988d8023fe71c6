import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import {
  writeAck,
  writeAwareness,
  writeStep1,
  writeStep2,
  writeUpdate,
} from '../../shared/wire/sync-frames.ts'
import { forgedUpdate, nest } from '../support/forged-update.ts'
import type { Forgery } from '../support/forged-update.ts'
import { RandomEditor } from '../support/random-editor.ts'

type Write = (encoder: encoding.Encoder) => void

/** Numbers where things break: the smallest, those about a varint's edges, the largest, past it. */
const oddNumbers = [0, 1, 2, 127, 128, 2 ** 31, 2 ** 32, 2 ** 53 - 2, 2 ** 53 - 1]

/**
 * A seeded grammar of everything that may come in over a sync socket: good frames, frames that are
 * right in form and hostile in content, damaged ones, and plain noise.
 */
export class HostileFrames {
  readonly #random: () => number
  readonly #doc = new Y.Doc()
  readonly #editor: RandomEditor
  readonly #updates: Uint8Array[] = []
  readonly #clients: number[]
  /** Frames that only do their harm together, in order. */
  #coming: Uint8Array[] = []
  #forgers = 1_000

  constructor(random: () => number) {
    this.#random = random
    this.#doc.on('update', (update: Uint8Array) => this.#updates.push(update))
    const by = 'p_hostile' as ParticipantId
    this.#editor = new RandomEditor({ doc: this.#doc, by, random, letter: 'h' })
    this.#clients = [this.#doc.clientID, 1, 2, 3, this.#number()]
  }

  /** The next frame, or what is to pass for one. */
  next(): Uint8Array {
    const choice = this.#random()
    const coming = choice < 0.7 ? this.#coming.shift() : undefined
    if (coming) return coming
    if (choice < 0.45) return this.#frame()
    if (choice < 0.9) return this.#damaged(this.#frame())
    return this.#noise()
  }

  #frame(): Uint8Array {
    return this.#pick([
      () => writeUpdate(this.#update()),
      () => writeUpdate(this.#update()),
      () => writeUpdate(this.#forged()),
      () => this.#first(this.#chain()),
      () => this.#first(this.#crossing()),
      () => writeStep2(this.#forged()),
      () => writeStep2(this.#update()),
      () => writeStep1(this.#stateVector()),
      () => writeAwareness(this.#presence()),
      () => this.#ack(),
      () => Uint8Array.of(3),
      () => this.#auth(),
      () => this.#envelope(),
      () => Uint8Array.of(this.#below(256), this.#below(4), ...this.#noise()),
    ])()
  }

  /** An acknowledgement of any number, or of none, or with more in it than a number. */
  #ack(): Uint8Array {
    if (this.#happens(0.7)) return writeAck(this.#number())
    return this.#message(102, this.#noise())
  }

  /** What only a server says: that somebody is not welcome. */
  #auth(): Uint8Array {
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint(encoder, this.#below(2))
      encoding.writeVarString(encoder, this.#pick(['', 'no', this.#json()]))
    })
  }

  /** A message that is right but for how it is put into its frame. */
  #envelope(): Uint8Array {
    const message = this.#pick([
      () => writeAck(this.#number()),
      () => writeUpdate(this.#update()),
      () => writeStep1(this.#stateVector()),
      () => writeAwareness(this.#presence()),
    ])()
    return this.#pick([
      () => Uint8Array.of(),
      () => joined(message, writeAck(1)),
      () => joined(message, [this.#below(256)]),
      () => message.slice(0, -1),
      // The type in more bytes than it takes.
      () => joined([(message[0] ?? 0) | 0x80, 0], message.slice(1)),
      // A length that reaches past the end, or stops before it.
      () => this.#message(this.#pick([0, 1, 102, 77]), message, this.#number()),
    ])()
  }

  #message(type: number, body: Uint8Array, length = body.length): Uint8Array {
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, type)
      if (type === 0) encoding.writeVarUint(encoder, this.#below(4))
      encoding.writeVarUint(encoder, length)
      encoding.writeUint8Array(encoder, body)
    })
  }

  #first(updates: readonly Uint8Array[]): Uint8Array {
    const [first, ...rest] = updates.map(writeUpdate)
    if (this.#coming.length === 0) this.#coming = rest
    return must(first, 'an update to begin with')
  }

  /** Types nested in each other, shallow or very deep, at once or bit by bit, and then deleted. */
  #chain(): Uint8Array[] {
    const forger = ++this.#forgers
    const each = this.#pick([5, 64, 65, 3_000])
    const updates: Uint8Array[] = []
    for (let part = 0; part < this.#pick([1, 2, 3, 14]); part++) {
      const from = part * each
      const structs = nest(forger, from, each, part === 0 ? 'cards' : [forger, from - 1])
      updates.push(forgedUpdate({ from: [forger, from], structs }))
    }
    const deletes = { from: [forger, 0], length: 1 } as const
    return [...updates, forgedUpdate({ deletes })]
  }

  /** Something that goes on in another type than it began in, and then all is deleted. */
  #crossing(): Uint8Array[] {
    const [one, other] = [++this.#forgers, ++this.#forgers]
    const text = { content: { text: 'hh' }, sub: 'in' } as const
    const structs = [{ content: 'map', parent: 'cards' } as const, this.#pick([text, { gone: 2 }])]
    const parents = ['cards', 'notes', [one, 0], [one, 1], [other, 0]] as const
    const stray = (length: number): Forgery => ({
      from: [other, 0],
      structs: [{ ...text, content: { text: 'h'.repeat(length) }, parent: this.#pick(parents) }],
    })
    const follower = { ...text, origin: [one, this.#below(3)] } as const
    const deletes = () => ({ from: [this.#pick([one, other]), 0], length: 1 }) as const
    return [
      { from: [one, 0], structs } as const,
      this.#pick([stray(1), { from: [other, 0], structs: [follower] } as const]),
      ...[stray(3), stray(4)],
      { from: [one, 2], structs: [{ ...text, parent: this.#pick(parents) }] } as const,
      ...[{ deletes: deletes() }, { deletes: deletes() }],
    ].map(forgedUpdate)
  }

  /** Something that Yjs wrote: in order, again, out of order, or several as one. */
  #update(): Uint8Array {
    const before = this.#updates.length
    this.#editor.act()
    const choice = this.#random()
    const own = this.#updates.slice(before)
    if (choice < 0.5 && own.length > 0) return this.#pick(own)
    if (choice < 0.7) return Y.encodeStateAsUpdate(this.#doc)
    if (choice < 0.8) return Y.convertUpdateFormatV1ToV2(Y.encodeStateAsUpdate(this.#doc))
    return this.#pick(this.#updates)
  }

  /** An update that no Yjs ever wrote: any structs, any clocks, any parents, any lengths. */
  #forged(): Uint8Array {
    return encoding.encode((encoder) => {
      this.#list(encoder, 3, () => {
        const structs = 1 + this.#below(3)
        encoding.writeVarUint(encoder, structs)
        encoding.writeVarUint(encoder, this.#client())
        encoding.writeVarUint(encoder, this.#clock())
        for (let struct = 0; struct < structs; struct++) this.#struct(encoder)
      })
      this.#list(encoder, 2, () => {
        encoding.writeVarUint(encoder, this.#client())
        this.#list(encoder, 3, () => {
          encoding.writeVarUint(encoder, this.#clock())
          encoding.writeVarUint(encoder, this.#clock())
        })
      })
    })
  }

  /** See `Item.write` and `readClientsStructRefs` of Yjs. */
  #struct(encoder: encoding.Encoder): void {
    const kind = this.#below(12)
    const [origin, right, sub] = [this.#happens(0.3), this.#happens(0.3), this.#happens(0.3)]
    const flags = (origin ? 0x80 : 0) | (right ? 0x40 : 0) | (sub ? 0x20 : 0)
    encoding.writeUint8(encoder, kind | flags)
    if (kind !== 0 && kind !== 10) {
      if (origin) this.#id(encoder)
      if (right) this.#id(encoder)
      if (!origin && !right) this.#parent(encoder, sub)
    }
    this.#content(kind)(encoder)
  }

  #parent(encoder: encoding.Encoder, sub: boolean): void {
    const isRoot = this.#happens(0.6)
    encoding.writeVarUint(encoder, isRoot ? 1 : 0)
    if (isRoot)
      encoding.writeVarString(encoder, this.#pick(['cards', 'links', 'doing', 'notes', '']))
    else this.#id(encoder)
    if (sub) encoding.writeVarString(encoder, this.#pick(['c_1', 'title', '__proto__', '']))
  }

  #content(kind: number): Write {
    const length = () => this.#clock()
    const writes: Record<number, Write> = {
      0: (to) => encoding.writeVarUint(to, length()),
      1: (to) => encoding.writeVarUint(to, length()),
      2: (to) => this.#list(to, 3, () => encoding.writeVarString(to, this.#json())),
      3: (to) => encoding.writeVarUint8Array(to, this.#noise()),
      4: (to) => encoding.writeVarString(to, this.#pick(['', 'hh', '\ud83d', '👩‍🚒'])),
      5: (to) => encoding.writeVarString(to, this.#json()),
      6: (to) => {
        encoding.writeVarString(to, this.#pick(['bold', '__proto__', '']))
        encoding.writeVarString(to, this.#json())
      },
      7: (to) => {
        const type = this.#below(8)
        encoding.writeVarUint(to, type)
        if (type === 3 || type === 5) encoding.writeVarString(to, 'name')
      },
      8: (to) => this.#list(to, 3, () => this.#any()(to)),
      9: (to) => {
        encoding.writeVarString(to, 'guid')
        this.#any()(to)
      },
      10: (to) => encoding.writeVarUint(to, length()),
    }
    return writes[kind] ?? ((to) => encoding.writeUint8Array(to, this.#noise()))
  }

  #any(): Write {
    const value = this.#pick<unknown>([false, 1, -0.5, true, 'h', { gc: 1 }, ['h'], NaN])
    const depth = this.#happens(0.1) ? this.#pick([50, 3_000, 20_000]) : 0
    return (to) => {
      for (let level = 0; level < depth; level++)
        encoding.writeUint8Array(to, Uint8Array.of(117, 1))
      encoding.writeAny(to, value as never)
    }
  }

  #json(): string {
    const depth = this.#happens(0.1) ? this.#pick([50, 3_000, 20_000]) : 0
    const inner = this.#pick([
      'null',
      '{}',
      '"h"',
      '{"a":{"b":1}}',
      'undefined',
      '{"__proto__":1}',
      '',
    ])
    return '['.repeat(depth) + inner + ']'.repeat(depth)
  }

  #presence(): Uint8Array {
    return encoding.encode((encoder) => {
      this.#list(encoder, 3, () => {
        encoding.writeVarUint(encoder, this.#client())
        encoding.writeVarUint(encoder, this.#number())
        encoding.writeVarString(encoder, this.#state())
      })
    })
  }

  /** A state as ours, one that is none, one that says who it is, or far too much of it. */
  #state(): string {
    const choice = this.#random()
    if (choice < 0.4) return `{"typing":${this.#json()}}`
    if (choice < 0.5) return 'null'
    if (choice < 0.6) return '{"participantId":"p_neighbour","__proto__":{"away":true}}'
    if (choice < 0.62) return JSON.stringify({ typing: 'h'.repeat(60_000) })
    return this.#json()
  }

  #stateVector(): Uint8Array {
    if (this.#happens(0.5)) return Y.encodeStateVector(this.#doc)
    return encoding.encode((encoder) => {
      this.#list(encoder, 4, () => {
        encoding.writeVarUint(encoder, this.#client())
        encoding.writeVarUint(encoder, this.#clock())
      })
    })
  }

  #list(encoder: encoding.Encoder, most: number, write: () => void): void {
    const length = this.#below(most + 1)
    encoding.writeVarUint(encoder, this.#happens(0.03) ? this.#number() : length)
    for (let item = 0; item < length; item++) write()
  }

  #id(encoder: encoding.Encoder): void {
    encoding.writeVarUint(encoder, this.#client())
    encoding.writeVarUint(encoder, this.#clock())
  }

  #damaged(frame: Uint8Array): Uint8Array {
    const choice = this.#random()
    if (choice < 0.15) return frame.slice(0, this.#below(frame.length + 1))
    if (choice < 0.25) return Uint8Array.of(...frame.slice(0, 60_000), ...this.#noise())
    const damaged = Uint8Array.from(frame)
    for (let hits = 1 + this.#below(3); hits > 0; hits--) {
      damaged[this.#below(damaged.length)] = this.#below(256)
    }
    return damaged
  }

  #noise(): Uint8Array {
    return Uint8Array.from({ length: this.#below(40) }, () => this.#below(256))
  }

  #client(): number {
    return this.#pick(this.#clients)
  }

  /** Mostly small, so that things fit together; sometimes odd. */
  #clock(): number {
    return this.#happens(0.1) ? this.#number() : this.#below(6)
  }

  #number(): number {
    return this.#pick(oddNumbers)
  }

  #happens(likelihood: number): boolean {
    return this.#random() < likelihood
  }

  #below(below: number): number {
    return Math.floor(this.#random() * below)
  }

  #pick<Item>(items: readonly Item[]): Item {
    return must(items[this.#below(items.length)], 'something to pick from')
  }
}

/** A call takes no more arguments than its stack holds; a frame may have more bytes than that. */
function joined(...parts: readonly ArrayLike<number>[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)))
}
