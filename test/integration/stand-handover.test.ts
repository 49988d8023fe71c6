import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { LiveConnection } from '../../client/net/live-connection.ts'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import type { Store } from '../../server/log/store.ts'
import { inboxOf } from '../../shared/documents.ts'
import { readRoster, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Bell } from '../../shared/wire/bells.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { writeStep1, writeUpdate } from '../../shared/wire/sync-frames.ts'
import { Guests } from '../support/guests.ts'
import type { Person, TestSession } from '../support/in-process-server.ts'
import { adminToken, InProcessServer } from '../support/in-process-server.ts'
import { until } from '../support/until.ts'

let store: Store
let server: InProcessServer
let guests: Guests
let session: TestSession
let kim: Person
let lee: Person
let max: Person

beforeEach(async () => {
  guests = new Guests()
  store = openMemoryStore()
  server = await InProcessServer.start({ store })
  session = await server.session()
  kim = await session.join('facilitator', 'Kim')
  lee = await session.join('participant', 'Lee')
  max = await session.join('participant', 'Max')
  // Everybody has come once: they stand in the roster.
  for (const person of [kim, lee, max]) await guests.connect(server, person)
})
afterEach(async () => {
  await guests.leave()
  await server.stop()
})

async function command(person: Person, sent: Command) {
  const reply = await server.command(person, sent)
  if (!reply.ok) throw new Error(reply.error.message)
}

async function handOver(from: Person, to: Person, keep: boolean) {
  await command(from, { type: 'stand.offer', to: to.participantId, keep })
  await command(to, { type: 'stand.take' })
}

/** What a page of the script would write. */
function scribble(): Uint8Array {
  const doc = new Y.Doc()
  doc.getText('notes').insert(0, 'forged')
  return Y.encodeStateAsUpdate(doc)
}

function rolesIn(stage: Y.Doc) {
  return Object.fromEntries(readRoster(stageDoc(stage)).map(({ name, role }) => [name, role]))
}

describe('once the stand was taken', () => {
  test('[HANDOVER-4] whoever gave it can neither read nor write the script, not from a page that is open', async () => {
    const open = await guests.raw(server, kim, 'script')
    const inbox = await guests.raw(server, kim, inboxOf(lee.participantId))
    open.send(writeStep1(Y.encodeStateVector(new Y.Doc())))
    await open.frame('step2')
    await handOver(kim, lee, false)
    open.send(writeUpdate(scribble()))
    expect(await open.whenClosed()).toMatchObject({ code: 4403 })
    expect(await inbox.whenClosed()).toMatchObject({ code: 4403 })
    const again = await guests.raw(server, kim, 'script')
    expect(await again.whenClosed()).toMatchObject({ code: 4403 })
    expect(again.frames).toEqual([])
    const theirs = await guests.connect(server, lee, 'script')
    expect(theirs.ydoc.getText('notes').toJSON()).toBe('')
  })

  test('[HANDOVER-4] whoever took it reads and writes the script, and exports the session', async () => {
    await expect(guests.connect(server, lee, 'script')).rejects.toThrow('4403')
    await handOver(kim, lee, false)
    const script = await guests.connect(server, lee, 'script')
    script.ydoc.getText('notes').insert(0, 'mine now')
    await script.whenSaved()
    const exported = (key: string) =>
      fetch(`${server.url}/api/sessions/${session.id}/export`, {
        headers: { authorization: `Bearer ${key}` },
      })
    expect((await exported(lee.key)).status).toBe(200)
    expect((await exported(kim.key)).status).toBe(403)
    const { documents } = await server.api.history(session.id, kim.key)
    expect(Object.keys(documents)).not.toContain('script')
  })

  test('[HANDOVER-4] open live channels do what the new role may, and hear what it hears', async () => {
    const [gave, took] = [kim, lee].map(({ key }) => {
      const live = new LiveConnection({ server: server.url, key })
      guests.closeLater(() => live.dispose())
      return live
    }) as [LiveConnection, LiveConnection]
    const heard = { gave: [] as Bell[], took: [] as Bell[] }
    gave.onBell((bell) => heard.gave.push(bell))
    took.onBell((bell) => heard.took.push(bell))
    await until('both are there', () => heard.gave.length + heard.took.length === 2)
    await handOver(kim, lee, false)
    expect(await gave.send({ type: 'phase.set', phase: 'play' })).toMatchObject({ ok: false })
    expect(await took.send({ type: 'phase.set', phase: 'play' })).toEqual({ ok: true })
    const content = { kind: 'message', title: 'For Max alone' } as const
    const audience = { to: 'person', participantId: max.participantId } as const
    await took.send({ type: 'inject.improvise', content, audience })
    await until('it rings', () => heard.took.some(({ type }) => type === 'inject'))
    // A bell that everybody hears comes after: had the other one rung, it would have come before.
    await took.send({ type: 'phase.set', phase: 'debrief' })
    const isLast = (bell: Bell) => bell.type === 'phase' && bell.phase === 'debrief'
    await until('the debrief rings', () => heard.gave.some(isLast))
    expect(heard.gave.filter(({ type }) => type === 'inject')).toEqual([])
  })

  test('[HANDOVER-4] what both roles may stays open: nobody loses what they are typing', async () => {
    const board = await guests.connect(server, kim)
    const stage = await guests.connect(server, kim, 'stage')
    board.ydoc.getText('notes').insert(0, 'half a sen')
    await handOver(kim, lee, false)
    board.ydoc.getText('notes').insert(10, 'tence')
    await board.whenSaved()
    await until('the roster says so', () => rolesIn(stage.ydoc).Kim === 'participant')
    expect(rolesIn(stage.ydoc)).toEqual({
      Kim: 'participant',
      Lee: 'facilitator',
      Max: 'participant',
    })
    expect([board.state.at, stage.state.at]).toEqual(['synced', 'synced'])
  })

  test('[HANDOVER-6] it is so after a restart and in a copy, and the history shows both', async () => {
    await handOver(kim, lee, false)
    const bundle = await server.api.exportSession(session.id, lee.key)
    await guests.leave()
    await server.stop()
    // The memory store outlives its server here, as a disk does.
    server = await InProcessServer.start({ store })
    await expect(guests.connect(server, kim, 'script')).rejects.toThrow('4403')
    await guests.connect(server, lee, 'script')
    const copy = await server.api.importSession(adminToken, bundle)
    const { sessionId, key } = await server.api.join(
      copy.links.observer.split('#')[1] ?? '',
      'Someone',
    )
    const watcher = { ...lee, sessionId, key }
    const { ydoc } = await guests.connect(server, watcher, 'stage')
    expect(rolesIn(ydoc)).toMatchObject({ Kim: 'participant', Lee: 'facilitator' })
    expect(stageDoc(ydoc).standOffers.toJSON()).toMatchObject([
      { what: 'offered', from: kim.participantId, to: lee.participantId },
      { what: 'taken', by: lee.participantId },
    ])
  })
})

test('[HANDOVER-4] where the rights cannot be saved, nothing changes', async () => {
  await server.stop()
  store = openMemoryStore()
  const changeRoles = () => Promise.reject(new Error('the disk is full'))
  Object.assign(store.registry, { changeRoles })
  server = await InProcessServer.start({ store })
  session = await server.session()
  const [giver, taker] = [await session.join('facilitator'), await session.join('participant')]
  for (const person of [giver, taker]) await guests.connect(server, person)
  await command(giver, { type: 'stand.offer', to: taker.participantId, keep: false })
  expect(await server.command(taker, { type: 'stand.take' })).toMatchObject({ ok: false })
  await guests.connect(server, giver, 'script')
  await expect(guests.connect(server, taker, 'script')).rejects.toThrow('4403')
  const stage = await guests.connect(server, taker, 'stage')
  expect(rolesIn(stage.ydoc)).toEqual({ facilitator: 'facilitator', participant: 'participant' })
})
