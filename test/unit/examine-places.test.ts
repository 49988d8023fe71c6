import * as encoding from 'lib0/encoding'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { MemoryLog } from '../../server/log/memory/memory-log.ts'
import type { ParticipantId, SessionId } from '../../shared/ids.ts'
import { frameAt } from '../../shared/replay/frame.ts'
import { forgedUpdate, nest } from '../support/forged-update.ts'
import type { Forgery } from '../support/forged-update.ts'
import { ManualTime } from '../support/manual-time.ts'
import { openRoom as openRoomOf } from '../support/rooms.ts'

const ref = { sessionId: 's_places' as SessionId, doc: 'board' } as const

async function openRoom() {
  const [log, time] = [new MemoryLog(), new ManualTime()]
  const { room } = await openRoomOf({ ref, log, time })
  onTestFinished(() => room.dispose())
  const give = (update: Uint8Array) => {
    const verdict = room.document.judge(update)
    const writer = { author: 'p_ana' as ParticipantId, connection: 'server' } as const
    if (verdict.is === 'new') room.submit(update, verdict, writer)
    return verdict.is
  }
  return {
    room,
    give,
    forge: (forgery: Forgery) => give(forgedUpdate(forgery)),
    commit: () => time.advance(10),
    replay: async () => frameAt(await log.read(ref), room.document.head),
  }
}

/** The updates in which somebody puts a map into a map into a map. */
function nesting(depth: number): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  let around: Y.Map<unknown> = doc.getMap('cards')
  for (let level = 0; level < depth; level++) around = around.set('in', new Y.Map())
  return updates
}

const flights = ['in flight', 'committed'] as const

test.each(flights)(
  '[SYNC-24] types nest 64 deep and no deeper, in many updates, %s',
  async (at) => {
    const { give, commit, replay } = await openRoom()
    const updates = nesting(65)
    for (const update of updates.slice(0, 64)) {
      expect(give(update)).toBe('new')
      if (at === 'committed') await commit()
    }
    expect(give(updates[64] ?? new Uint8Array())).toBe('bad')
    await commit()
    expect(JSON.stringify((await replay()).getMap('cards')).match(/in/g)).toHaveLength(64)
  },
)

test('[SYNC-24] types nest 64 deep and no deeper in one update', async () => {
  const { give } = await openRoom()
  expect(give(Y.mergeUpdates(nesting(65)))).toBe('bad')
  expect(give(Y.mergeUpdates(nesting(64)))).toBe('new')
})

test.each(flights)('[SYNC-24] a type beside one at the deepest is as deep, %s', async (at) => {
  const { forge, commit } = await openRoom()
  expect(forge({ from: [1, 0], structs: nest(1, 0, 64, 'cards') })).toBe('new')
  if (at === 'committed') await commit()
  const letter = { content: { text: 'a' }, parent: [1, 63] } as const
  expect(forge({ from: [2, 0], structs: [letter] })).toBe('new')
  if (at === 'committed') await commit()
  expect(forge({ from: [3, 0], structs: [{ content: 'map', origin: [2, 0] }] })).toBe('bad')
  expect(forge({ from: [3, 0], structs: [{ content: 'map', origin: [1, 63] }] })).toBe('new')
})

test.each(flights)('[SYNC-25] what is partly known goes on where it stood, %s', async (at) => {
  const { forge, commit, room, replay } = await openRoom()
  const text = { content: { text: 'ab' }, parent: [1, 0] } as const
  const known = [{ content: 'map', parent: 'cards' } as const, text]
  expect(forge({ from: [1, 0], structs: known })).toBe('new')
  if (at === 'committed') await commit()
  const more = { ...text, content: { text: 'abc' } }
  for (const elsewhere of [{ parent: 'cards' }, { parent: 'notes' }, { sub: 'title' }]) {
    expect(forge({ from: [1, 1], structs: [{ ...more, ...elsewhere }] })).toBe('bad')
  }
  expect(forge({ from: [1, 1], structs: [more] })).toBe('new')
  await commit()
  expect([room.document.head, room.document.tail]).toEqual([2, 2])
  expect(Y.getState((await replay()).store, 1)).toBe(4)
})

test.each(flights)('[SYNC-25] what is gone for a part is gone as a whole, %s', async (at) => {
  const { forge, commit, replay } = await openRoom()
  expect(forge({ from: [1, 0], structs: [{ gone: 3 }] })).toBe('new')
  if (at === 'committed') await commit()
  const text = { content: { text: 'ab' }, parent: 'notes' }
  expect(forge({ from: [1, 2], structs: [text] })).toBe('missing')
  expect(forge({ from: [1, 2], structs: [{ ...text, parent: [1, 0] }] })).toBe('new')
  await commit()
  expect(Y.getState((await replay()).store, 1)).toBe(4)
})

test('[SYNC-25] a person who typed on where somebody deleted is not turned away', async () => {
  const { give, commit, room } = await openRoom()
  const [typist, other] = [new Y.Doc(), new Y.Doc()]
  const card = typist.getMap('cards').set('c_1', new Y.Text('a'))
  give(Y.encodeStateAsUpdate(typist))
  await commit()
  Y.applyUpdate(other, room.document.diff())
  other.getMap('cards').delete('c_1')
  give(Y.encodeStateAsUpdate(other))
  await commit()
  card.insert(1, 'b')
  expect(give(Y.encodeStateAsUpdate(typist))).toBe('new')
  await commit()
  expect(room.document.head).toBe(3)
})

/** A letter between one that stands in one text and one that stands in another, as no Yjs puts it. */
function between(left: Y.ID, right: Y.ID): Uint8Array {
  return encoding.encode((to) => {
    for (const value of [1, 1, 77, 0]) encoding.writeVarUint(to, value)
    encoding.writeUint8(to, 4 | 0x80 | 0x40)
    for (const { client, clock } of [left, right]) {
      encoding.writeVarUint(to, client)
      encoding.writeVarUint(to, clock)
    }
    encoding.writeVarString(to, 'z')
    encoding.writeVarUint(to, 0)
  })
}

test('[SYNC-25] an item that says to stand between items of two types is refused: newcomers would have another board than the room', async () => {
  const { give, commit } = await openRoom()
  const doc = new Y.Doc()
  doc.clientID = 5
  const texts = doc.getMap<Y.Text>('cards')
  for (const name of ['a', 'b']) texts.set(name, new Y.Text(`${name}${name}`))
  expect(give(Y.encodeStateAsUpdate(doc))).toBe('new')
  // 5:0 and 5:3 are the texts, the letters in them stand behind each.
  const [within, across] = [
    between(Y.createID(5, 1), Y.createID(5, 2)),
    between(Y.createID(5, 1), Y.createID(5, 4)),
  ]
  expect(give(across)).toBe('bad')
  await commit()
  expect(give(across)).toBe('bad')
  expect(give(within)).toBe('new')
})
