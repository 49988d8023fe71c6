import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { examine } from '../../server/rooms/examine.ts'
import { Places } from '../../server/rooms/places.ts'
import { seeded } from '../support/seeded.ts'

const isLong = process.env['GAMELAN_LONG'] === '1'
/** Seeds that once failed stay here. */
const kept = [1, 2, 3]
const seeds = [...kept, ...Array.from({ length: isLong ? 2_000 : 60 }, (_, i) => 1_000 + i)]

/** Updates of a few people who edit, delete and merge, in the order they were made. */
function history(random: () => number): Uint8Array[] {
  const people = Array.from({ length: 3 }, () => new Y.Doc())
  const updates: Uint8Array[] = []
  for (const doc of people) {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === null) updates.push(update)
    })
  }
  for (let step = 0; step < 60; step++) act(people, random)
  return updates
}

/** What a few people give when asked again and again: all they have, or what is new since some time. */
function states(random: () => number): Uint8Array[] {
  const people = Array.from({ length: 3 }, () => new Y.Doc())
  let since: Uint8Array = new Uint8Array([0])
  return Array.from({ length: 80 }, () => {
    const doc = people[Math.floor(random() * people.length)] as Y.Doc
    act(people, random)
    nestAndType(doc.getMap('m'), random)
    if (random() < 0.2) since = Y.encodeStateVector(doc)
    return Y.encodeStateAsUpdate(doc, random() < 0.5 ? since : undefined)
  })
}

function nestAndType(map: Y.Map<unknown>, random: () => number): void {
  const key = `n${Math.floor(random() * 2)}`
  const text = map.get(key)
  if (!(text instanceof Y.Text) || random() < 0.1) map.set(key, new Y.Text('a'))
  else text.insert(random() < 0.7 ? text.length : 0, 'b')
}

function act(people: readonly Y.Doc[], random: () => number): void {
  const pick = () => people[Math.floor(random() * people.length)] as Y.Doc
  const [doc, other] = [pick(), pick()]
  const text = doc.getText('t')
  const map = doc.getMap('m')
  const choice = random()
  if (choice < 0.4) text.insert(Math.floor(random() * (text.length + 1)), 'xyz')
  else if (choice < 0.6 && text.length > 2) text.delete(Math.floor(random() * (text.length - 2)), 2)
  else if (choice < 0.7) map.set(`k${Math.floor(random() * 3)}`, new Y.Map([['v', step(random)]]))
  else if (choice < 0.8) map.delete(`k${Math.floor(random() * 3)}`)
  else Y.applyUpdate(other, Y.encodeStateAsUpdate(doc), 'merge')
}

const step = (random: () => number) => Math.floor(random() * 100)

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

describe('judging updates as Yjs would take them', () => {
  test.each(seeds)('[SYNC-5] seed %i: nothing pends, and all is taken once it can be', (seed) => {
    const random = seeded(seed)
    const updates = history(random)
    const doc = new Y.Doc()
    const oracle = new Y.Doc()
    let waiting = shuffled(updates, random)
    for (let before = -1; waiting.length !== before;) {
      before = waiting.length
      waiting = waiting.filter((update) => !take(doc, oracle, update))
    }
    expect(waiting).toHaveLength(0)
    const whole = new Y.Doc()
    for (const update of updates) Y.applyUpdate(whole, update)
    expect(contentOf(doc)).toEqual(contentOf(whole))
    expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(whole))
  })

  test.each(seeds)('[SYNC-25] seed %i: nobody honest is ever turned away', (seed) => {
    const random = seeded(seed)
    const [doc, known] = [new Y.Doc(), new Map<number, number>()]
    const awaited = new Places(doc)
    let flight: Uint8Array[] = []
    const land = () => {
      for (const update of flight) Y.applyUpdate(doc, update)
      flight = []
      awaited.settle()
      expectNothingPends(doc)
    }
    for (const update of states(random)) {
      const verdict = examine(update, known, doc, awaited)
      expect(verdict.is).not.toBe('bad')
      if (random() < 0.2) land()
      if (verdict.is !== 'new') continue
      for (const [client, clock] of verdict.frontier) known.set(client, clock)
      awaited.addAll(verdict.places)
      flight.push(update)
    }
    land()
    expect(Y.decodeStateVector(Y.encodeStateVector(doc))).toEqual(known)
  })

  test.each(seeds)('[SYNC-6] seed %i: a damaged update is judged, never thrown at us', (seed) => {
    const random = seeded(seed)
    const doc = new Y.Doc()
    const [first, ...rest] = history(random)
    Y.applyUpdate(doc, first ?? new Uint8Array())
    for (const update of rest) {
      const damaged = Uint8Array.from(update)
      damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256)
      const known = Y.decodeStateVector(Y.encodeStateVector(doc))
      const verdict = examine(damaged, known, doc)
      if (verdict.is === 'new') expectClean(doc, damaged)
    }
  })
})

function contentOf(doc: Y.Doc): unknown[] {
  return [doc.getText('t').toJSON(), doc.getMap('m').toJSON()]
}

/** Takes an update where it is judged fit; whatever is fit must leave nothing pending. */
function take(doc: Y.Doc, oracle: Y.Doc, update: Uint8Array): boolean {
  const known = Y.decodeStateVector(Y.encodeStateVector(doc))
  const verdict = examine(update, known, doc)
  if (verdict.is === 'missing') {
    Y.applyUpdate(oracle, Y.encodeStateAsUpdate(doc))
    const trial = new Y.Doc()
    Y.applyUpdate(trial, Y.encodeStateAsUpdate(oracle))
    Y.applyUpdate(trial, update)
    expect(trial.store.pendingStructs ?? trial.store.pendingDs).not.toBeNull()
    return false
  }
  expect(verdict.is).not.toBe('bad')
  Y.applyUpdate(doc, update)
  expectNothingPends(doc)
  if (verdict.is === 'new') {
    const state = Y.decodeStateVector(Y.encodeStateVector(doc))
    for (const [client, clock] of verdict.frontier) expect(state.get(client)).toBe(clock)
  }
  return true
}

function expectClean(doc: Y.Doc, update: Uint8Array): void {
  const trial = new Y.Doc()
  Y.applyUpdate(trial, Y.encodeStateAsUpdate(doc))
  Y.applyUpdate(trial, update)
  expectNothingPends(trial)
}

function expectNothingPends(doc: Y.Doc): void {
  expect(doc.store.pendingStructs).toBeNull()
  expect(doc.store.pendingDs).toBeNull()
}
