import { expect, test } from 'vitest'
import { seeded } from '../support/seeded.ts'
import { kindsOf } from './frame-kinds.ts'
import { HostileFrames } from './hostile-frames.ts'

const frames = ['step1', 'step2', 'update', 'awareness', 'ack', 'queryAwareness']
const broken = ['empty', 'sync', 'awareness', 'auth', 'queryAwareness', 'ack', 'unknown']
const contents = 'Deleted JSON Binary String Embed Format Type Any Doc'.split(' ')
const states = ['state', 'left', 'no object', 'no JSON', 'huge', 'clock', 'large clock']

/** Every frame type, every field of each, and every way to get one wrong. */
const all = [
  ...frames,
  ...[...broken, 'two messages'].map((kind) => `no frame: ${kind}`),
  ...['nothing', 'clocks', 'large clocks', 'no vector'].map((kind) => `step1: ${kind}`),
  ...['GC', 'Skip', 'deletes', 'origin', 'right origin', 'in an item', 'under a key', 'no update'],
  ...contents.map((name) => `Content${name}`),
  ...[...states, 'several', 'one or none', 'wrong count'].map((kind) => `presence: ${kind}`),
  ...['ack: small', 'ack: large'],
]

test('[SYNC-20] the frames that are thrown at a room are of every type and kind, whole and broken', () => {
  const hostile = new HostileFrames(seeded(1))
  const count = new Map<string, number>()
  for (let frame = 0; frame < 5_000; frame++) {
    for (const kind of kindsOf(hostile.next())) count.set(kind, (count.get(kind) ?? 0) + 1)
  }
  const rare = all.filter((kind) => (count.get(kind) ?? 0) < 2)
  expect(rare).toEqual([])
})
