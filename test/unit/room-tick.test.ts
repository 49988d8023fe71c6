import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { MemoryLog } from '../../server/log/memory/memory-log.ts'
import type { Peer } from '../../server/rooms/room-connection.ts'
import { RoomConnection } from '../../server/rooms/room-connection.ts'
import type { ConnectionId, ParticipantId, SessionId } from '../../shared/ids.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { readFrame, writeAck, writeStep1, writeUpdate } from '../../shared/wire/sync-frames.ts'
import { ManualTime, settle } from '../support/manual-time.ts'
import { openRoom, peer } from '../support/rooms.ts'
import { notesAfter, typing } from '../support/typing.ts'

const ref = { sessionId: 's_tick' as SessionId, doc: 'board' } as const

/** Somebody in the room, with what they were sent and how much of it has not left yet. */
class Guest implements Peer {
  readonly received: Uint8Array[] = []
  readonly connection: RoomConnection
  closed: CloseReason | null = null
  backlog = 0

  constructor(room: ConstructorParameters<typeof RoomConnection>[0], id: string) {
    const visitor = { id: id as ConnectionId, author: `p_${id}` as ParticipantId, mayWrite: true }
    this.connection = new RoomConnection(room, this, visitor)
  }

  send(frame: Uint8Array): void {
    this.received.push(frame)
  }

  close(reason: CloseReason): void {
    this.closed = reason
  }

  type(updates: readonly Uint8Array[]): void {
    for (const update of updates) this.connection.receive(writeUpdate(update))
  }

  get updates(): Uint8Array[] {
    return this.received.flatMap((bytes) => {
      const frame = readFrame(bytes)
      return frame?.type === 'update' || frame?.type === 'step2' ? [frame.update] : []
    })
  }
}

async function crowd(size: number, documentBytes = Infinity) {
  const [log, time] = [new MemoryLog(), new ManualTime()]
  const { room } = await openRoom({ ref, log, time, documentBytes })
  const guests = Array.from({ length: size }, (_, index) => new Guest(room, `guest${index}`))
  const [ana, ben, cleo] = guests as [Guest, Guest, Guest]
  return { log, time, room, guests, ana, ben, cleo }
}

describe('what a tick brings', () => {
  test('[SYNC-40] edits of one tick are one commit, told in one frame that is the same for all', async () => {
    const { log, time, guests, ana } = await crowd(40)
    ana.type(typing(['one ', 'two ']))
    await time.advance(30)
    const [, ...others] = guests
    expect(new Set(others.map(({ received }) => received[0])).size).toBe(1)
    expect(others.every(({ received }) => received.length === 1)).toBe(true)
    expect(notesAfter(others[0]?.updates ?? [])).toBe('one two ')
    expect((await log.read(ref)).map(({ author }) => author)).toEqual(['p_guest0', 'p_guest0'])
  })

  test('[SYNC-41] nobody is told what they wrote; authors of one tick are told the others’ part', async () => {
    const { time, ana, ben, cleo } = await crowd(3)
    ana.type(typing(['of Ana']))
    ben.type(typing(['of Ben']))
    await time.advance(30)
    expect(notesAfter(ana.updates)).toBe('of Ben')
    expect(notesAfter(ben.updates)).toBe('of Ana')
    expect(cleo.updates).toHaveLength(1)
    expect(notesAfter(cleo.updates)).toMatch(/^(of Anaof Ben|of Benof Ana)$/)
  })

  test('[SYNC-40] in a large room an edit that follows another waits for the tick, and no longer', async () => {
    const { time, ana, ben } = await crowd(40)
    const [first, second] = typing(['one ', 'two ']) as [Uint8Array, Uint8Array]
    ana.type([first])
    await settle()
    ana.type([second])
    await time.advance(15)
    expect(ben.updates).toHaveLength(1)
    await time.advance(1)
    expect(notesAfter(ben.updates)).toBe('one two ')
  })

  test('[SYNC-42] updates that repeat what was known are told as they came, never merged', async () => {
    const { time, ana, ben, cleo } = await crowd(3)
    const doc = new Y.Doc()
    const [first, second] = typing(['one ', 'two '], doc) as [Uint8Array, Uint8Array]
    const whole = Y.encodeStateAsUpdate(doc)
    ana.type([first])
    ben.type([whole])
    await time.advance(30)
    expect(cleo.updates).toEqual([first, whole])
    expect(second).not.toEqual(whole)
  })
})

describe('the answer to step 1', () => {
  const newcomer = Y.encodeStateVector(new Y.Doc())
  const long = 'a long text '.repeat(10_000)

  test('[SYNC-43] is encoded once for all who ask with the same state vector', async () => {
    const { time, ana, ben, cleo } = await crowd(3)
    ana.type(typing(['here']))
    await time.advance(30)
    for (const guest of [ben, cleo]) guest.connection.receive(writeStep1(newcomer))
    const [one, other] = [ben, cleo].map(({ received }) =>
      received.find((bytes) => readFrame(bytes)?.type === 'step2'),
    )
    expect(one).toBeDefined()
    expect(one).toBe(other)
  })

  test('[SYNC-43] holds what came since it was encoded, also where a large one is used again', async () => {
    const { time, room, ana, ben } = await crowd(2)
    const doc = new Y.Doc()
    ana.type(typing([long], doc))
    await time.advance(30)
    ben.connection.receive(writeStep1(newcomer))
    ana.type(typing(['and more'], doc))
    await time.advance(30)
    const late = new Guest(room, 'late')
    late.connection.receive(writeStep1(newcomer))
    expect(late.updates.at(-1)).toEqual(ben.updates[0])
    expect(notesAfter(late.updates)).toBe(`${long}and more`)
  })

  test('[SYNC-44] a large one is deflated, once, for pages that can inflate, and for no others', async () => {
    const { time, room, ana } = await crowd(1)
    ana.type(typing([long]))
    await time.advance(30)
    const heard: Uint8Array[][] = [[], []]
    for (const [index, frames] of heard.entries()) {
      const visitor = { author: 'p_modern' as ParticipantId, mayWrite: true, inflates: true }
      const page = peer({ send: (frame) => void frames.push(frame) })
      const id = `x_${index}` as ConnectionId
      new RoomConnection(room, page, { ...visitor, id }).receive(writeStep1(newcomer))
    }
    const deflated = (frames: Uint8Array[]) =>
      frames.find((bytes) => readFrame(bytes)?.type === 'deflated')
    while (!heard.every(deflated)) await settle()
    const [one, other] = heard.map(deflated)
    expect(one?.length).toBeLessThan(5_000)
    expect(one).toBe(other)
    ana.connection.receive(writeStep1(newcomer))
    expect(ana.received.some((bytes) => readFrame(bytes)?.type === 'step2')).toBe(true)
  })
})

describe('somebody who cannot keep up', () => {
  const tooMuch = 600 * 1024

  test('[SYNC-45] is told no more news, still saved, and then all they missed as one difference', async () => {
    const { time, ana, ben, cleo } = await crowd(3)
    const doc = new Y.Doc()
    ana.type(typing(['before '], doc))
    ben.backlog = tooMuch
    await time.advance(30)
    const before = ben.received.length
    for (const text of ['while ', 'they ', 'lag ']) {
      ana.type(typing([text], doc))
      await time.advance(30)
    }
    expect(ben.received).toHaveLength(before)
    expect(notesAfter(cleo.updates)).toBe('before while they lag ')
    ben.type(typing(['mine']))
    ben.connection.receive(writeAck(1))
    await time.advance(30)
    expect(ben.received.slice(before)).toEqual([writeAck(1)])
    ben.backlog = 0
    ben.connection.onDrained()
    expect(ben.updates).toHaveLength(2)
    expect(notesAfter(ben.updates)).toContain('before while they lag ')
    ana.type(typing(['after'], doc))
    await time.advance(30)
    expect(notesAfter(ben.updates)).toContain('before while they lag after')
  })

  test('[SYNC-46] is closed 1013 after 15 seconds, and stays in the room until then', async () => {
    const { time, ana, ben } = await crowd(2)
    ben.backlog = tooMuch
    ana.type(typing(['news']))
    await time.advance(14_000)
    expect(ben.closed).toBeNull()
    await time.advance(2_000)
    expect(ben.closed).toBe('tooSlow')
  })

  test('[SYNC-46] is closed 1013 with 4 MB on their way, whatever they ask for', async () => {
    const { time, ana, ben } = await crowd(2)
    ben.backlog = 5 * 1024 * 1024
    ana.type(typing(['news']))
    await time.advance(30)
    expect(ben.closed).toBe('tooSlow')
  })

  test('[SYNC-46] who has caught up in time is not closed later', async () => {
    const { time, ana, ben } = await crowd(2)
    ben.backlog = tooMuch
    ana.type(typing(['news']))
    await time.advance(10_000)
    ben.backlog = 0
    ben.connection.onDrained()
    await time.advance(60_000)
    expect(ben.closed).toBeNull()
  })
})

test('[LIMIT-5] a document takes no more than it may hold; what is there stays, and goes on being read', async () => {
  const { log, time, ana, ben } = await crowd(2, 200)
  ana.type(typing(['x'.repeat(100)]))
  ben.type(typing(['y'.repeat(100)]))
  await time.advance(20)
  expect([ana.closed, ben.closed]).toEqual([null, 'full'])
  expect(notesAfter((await log.read(ref)).map(({ update }) => update))).toBe('x'.repeat(100))
})
