import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { boardDoc } from '../../shared/board/board-doc.ts'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { InjectId, ParticipantId } from '../../shared/ids.ts'
import type { Role } from '../../shared/roles.ts'
import { canRead } from '../../shared/roles.ts'
import {
  readLandings,
  readPlanned,
  readScriptAnswers,
  readSightings,
  scriptDoc,
} from '../../shared/script/script-doc.ts'
import type { Audience } from '../../shared/stage/audience.ts'
import { peopleIn } from '../../shared/stage/audience.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { mostAnswers } from '../../shared/stage/private-answer.ts'
import { readAnswers, readInbox } from '../../shared/stage/stage-doc.ts'
import { clientToServer } from '../../shared/wire/commands.ts'
import { ana, ben, facilitator, planned, StageRig } from '../support/stage-rig.ts'

const cem = 'p_cem' as ParticipantId
const play = { type: 'phase.set', phase: 'play' } as const
const id = (name: string) => `i_${name}` as InjectId
const land = (name: string) => ({ type: 'inject.land', injectId: id(name) }) as const
const secret = 'HERON'
const roles = new Map<ParticipantId, Role>([
  [facilitator, 'facilitator'],
  [ana, 'participant'],
  [ben, 'participant'],
  [cem, 'observer'],
])
const comms: Audience = { to: 'parts', parts: ['Comms'] }

/** A session with an inject for some, and Cem who observes. */
async function rigWith(audience: Audience, at?: number): Promise<StageRig> {
  const trigger = at === undefined ? ({ on: 'hand' } as const) : ({ on: 'time', at } as const)
  const content = { kind: 'message', title: secret } as const
  const rig = await StageRig.start([planned('some', trigger, { audience, content })])
  await join(rig, cem, 'observer')
  return rig
}

async function join(rig: StageRig, person: ParticipantId, role: Role): Promise<void> {
  const sessionId = 's_rig' as never
  const record = { id: person, sessionId, name: person.slice(2), role, joinedAt: 1 }
  await rig.settled((await rig.conductor()).admit({ ...record, removedAt: null }))
}

/** What is said by hand in a document, whoever may read it. */
async function textOf(rig: StageRig, doc: DocName): Promise<string> {
  return Buffer.from(Y.encodeStateAsUpdate(await rig.doc(doc))).toString('latin1')
}

/** The people in whose own documents the inject stands, among all that each may read. */
async function whoLearned(rig: StageRig, words: readonly string[]): Promise<ParticipantId[]> {
  const docs: DocName[] = ['board', 'stage', 'script', ...[...roles.keys()].map(inboxOf)]
  const found: ParticipantId[] = []
  for (const [participantId, role] of roles) {
    const readable = docs.filter((doc) => canRead({ participantId, role }, doc))
    const texts = await Promise.all(readable.map((doc) => textOf(rig, doc)))
    if (words.some((word) => texts.join().includes(word))) found.push(participantId)
  }
  return found
}

/** Gives parts away, as a page would: by a change of the board. */
async function playing(rig: StageRig, parts: Readonly<Record<string, string | null>>) {
  await rig.write('board', (doc) => {
    for (const [person, part] of Object.entries(parts)) {
      if (part === null) boardDoc(doc).parts.delete(person)
      else boardDoc(doc).parts.set(person, part)
    }
  })
}

const sight = (name: string) => ({ type: 'inject.seen', injectId: id(name) }) as const

describe('who is in an audience', () => {
  const entry = (participantId: ParticipantId, more: Partial<RosterEntry> = {}): RosterEntry => ({
    participantId,
    name: participantId.slice(2),
    role: roles.get(participantId) ?? 'participant',
    hue: 0,
    number: 1,
    joinedAt: 0,
    removedAt: null,
    ...more,
  })
  const gone = 'p_gone' as ParticipantId
  const roster = [...[...roles.keys()].map((each) => entry(each)), entry(gone, { removedAt: 1 })]
  const parts = new Map([
    [ben, ' comms'],
    [gone, 'Comms'],
    [facilitator, 'Scribe'],
  ])

  test.each<[string, Audience, ParticipantId[]]>([
    ['everyone', { to: 'everyone' }, [ana, ben, cem]],
    ['a person', { to: 'person', participantId: ana }, [ana]],
    ['nobody yet', { to: 'person', participantId: null }, []],
    ['roles', { to: 'roles', roles: ['observer'] }, [cem]],
    ['parts, however they are written', comms, [ben]],
    ['a part that a facilitator plays', { to: 'parts', parts: ['Scribe'] }, [facilitator]],
    ['people', { to: 'people', participantIds: [cem, ana, gone] }, [ana, cem]],
    ['all but some', { to: 'allBut', participantIds: [ana] }, [ben, cem]],
  ])('[AUDIENCE-1] %s', (_, audience, people) => {
    expect(peopleIn(audience, roster, parts)).toEqual(people)
  })

  test('[AUDIENCE-1] an audience without names, or with too many, is not understood', () => {
    const address = (audience: object) =>
      clientToServer.safeParse({ type: 'inject.address', injectId: id('some'), audience }).success
    expect(address({ to: 'people', participantIds: [] })).toBe(false)
    expect(address({ to: 'parts', parts: [' '] })).toBe(false)
    expect(address({ to: 'parts', parts: Array(21).fill('Comms') })).toBe(false)
    expect(address({ to: 'roles', roles: ['conductor'] })).toBe(false)
    expect(address(comms)).toBe(true)
  })
})

describe('landing for some', () => {
  test.each<[string, Audience, ParticipantId[]]>([
    ['a person', { to: 'person', participantId: ana }, [ana]],
    ['roles', { to: 'roles', roles: ['observer'] }, [cem]],
    ['parts', comms, [ben]],
    ['people', { to: 'people', participantIds: [ana, cem] }, [ana, cem]],
    ['all but some', { to: 'allBut', participantIds: [ben] }, [ana, cem]],
  ])('[AUDIENCE-2] %s get it, and nobody else learns of it', async (_, audience, people) => {
    const rig = await rigWith(audience)
    await playing(rig, { [ben]: 'Comms' })
    await rig.command(play)
    rig.bells.length = 0
    await rig.command(land('some'))
    expect(await whoLearned(rig, [secret, 'i_some'])).toEqual([facilitator, ...people])
    const bell = { type: 'inject', injectId: id('some'), whisper: true }
    expect(rig.bells).toEqual([{ to: { people }, bell }])
    for (const person of people) {
      const [inject] = readInbox(await rig.doc(inboxOf(person)))
      expect(inject).toMatchObject({ id: id('some'), whisper: true, others: people.length - 1 })
    }
    const landing = readLandings(scriptDoc(await rig.doc('script'))).get(id('some'))
    expect(landing).toMatchObject({ audience, people })
  })

  test('[AUDIENCE-3] all inboxes and the note are one commit, and a restart lands nothing again', async () => {
    const rig = await rigWith({ to: 'allBut', participantIds: [cem] }, 60_000)
    await rig.command(play)
    const append = vi.spyOn(rig.store.log, 'append')
    await rig.time.advance(61_000)
    const docs = append.mock.calls.map(([rows]) => rows.map(({ doc }) => doc).sort())
    expect(docs).toEqual([[inboxOf(ana), inboxOf(ben), 'script']])
    await rig.restart()
    await rig.time.advance(61_000)
    await expect(rig.command(land('some'))).rejects.toMatchObject({ code: 'conflict' })
    for (const person of [ana, ben]) {
      expect(readInbox(await rig.doc(inboxOf(person)))).toHaveLength(1)
    }
  })

  test('[AUDIENCE-3] what no disk took is lost for nobody, and lands for all when there is room', async () => {
    const rig = await rigWith({ to: 'people', participantIds: [ana, ben] }, 60_000)
    await rig.command(play)
    vi.spyOn(rig.store.log, 'append').mockRejectedValueOnce(new Error('The disk is full.'))
    await rig.time.advance(61_000)
    for (const person of [ana, ben]) expect(readInbox(await rig.doc(inboxOf(person)))).toEqual([])
    await rig.restart()
    await rig.time.advance(5_000)
    for (const person of [ana, ben]) {
      expect(readInbox(await rig.doc(inboxOf(person)))).toHaveLength(1)
    }
  })

  test('[AUDIENCE-4] by hand, an audience in which nobody is is refused, and nothing lands', async () => {
    const rig = await rigWith(comms)
    const message = 'Nobody here plays Comms. Choose somebody, or give the part away first.'
    const refused = rig.command(land('some'))
    await expect(refused).rejects.toMatchObject({ code: 'bad-request', message })
    await rig.command({
      type: 'inject.address',
      injectId: id('some'),
      audience: { to: 'allBut', participantIds: [ana, ben, cem] },
    })
    await expect(rig.command(land('some'))).rejects.toMatchObject({ code: 'bad-request' })
    expect(await whoLearned(rig, [secret])).toEqual([facilitator])
    expect(rig.bells).toEqual([])
  })

  test('[AUDIENCE-4] by itself it is held and says why, until a facilitator decides', async () => {
    const rig = await rigWith(comms, 60_000)
    await rig.command(play)
    await rig.time.advance(61_000)
    const held = async () => readPlanned(scriptDoc(await rig.doc('script')), id('some'))
    expect(await held()).toMatchObject({
      state: 'held',
      heldBecause: expect.stringContaining('Nobody here plays Comms') as string,
    })
    await rig.restart()
    const audience: Audience = { to: 'roles', roles: ['observer'] }
    await rig.command({ type: 'inject.address', injectId: id('some'), audience })
    expect((await held())?.heldBecause).toBeUndefined()
    await rig.command({ type: 'inject.release', injectId: id('some') })
    await rig.time.advance(10)
    expect(await whoLearned(rig, [secret])).toEqual([facilitator, cem])
  })

  test('[AUDIENCE-5] parts are those of the moment it lands, also over a restart', async () => {
    const rig = await rigWith(comms, 60_000)
    await playing(rig, { [ana]: 'Comms' })
    await rig.command(play)
    await rig.restart()
    await playing(rig, { [ana]: null, [ben]: 'Comms' })
    await rig.time.advance(61_000)
    expect(await whoLearned(rig, [secret])).toEqual([facilitator, ben])
    // Who had it keeps it, whoever plays the part by now.
    await playing(rig, { [ben]: null, [ana]: 'Comms' })
    expect(await whoLearned(rig, [secret])).toEqual([facilitator, ben])
  })

  test('[AUDIENCE-5] who was taken off the session gets nothing', async () => {
    const rig = await rigWith({ to: 'people', participantIds: [ana, ben] })
    await rig.command({ type: 'member.remove', participantId: ben })
    await rig.command(land('some'))
    expect(await whoLearned(rig, [secret])).toEqual([facilitator, ana])
  })

  test('[AUDIENCE-6] only a facilitator changes who gets it, and only before it lands', async () => {
    const rig = await rigWith(comms)
    const audience = { to: 'person', participantId: ana } as const
    const address = { type: 'inject.address', injectId: id('some'), audience } as const
    const byAna = rig.command(address, ana, 'participant')
    await expect(byAna).rejects.toMatchObject({ code: 'forbidden' })
    await rig.command(address)
    await rig.command(land('some'))
    expect(await whoLearned(rig, [secret])).toEqual([facilitator, ana])
    await expect(rig.command(address)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('seen by', () => {
  const seen = async (rig: StageRig, name: string) =>
    readSightings(scriptDoc(await rig.doc('script')))
      .get(id(name))
      ?.map(({ participantId }) => participantId)

  test('[AUDIENCE-7] it is noted once a person, for facilitators alone, over a restart', async () => {
    const rig = await rigWith({ to: 'everyone' })
    await rig.command(land('some'))
    await rig.command(sight('some'), cem, 'observer')
    const rows = (await rig.store.log.read({ sessionId: 's_rig' as never, doc: 'script' })).length
    await rig.restart()
    await rig.command(sight('some'), cem, 'observer')
    expect((await rig.store.log.read({ sessionId: 's_rig' as never, doc: 'script' })).length).toBe(
      rows,
    )
    await rig.command(sight('some'), ana, 'participant')
    expect(await seen(rig, 'some')).toEqual([cem, ana])
    expect(await whoLearned(rig, [`i_some>${cem}`])).toEqual([facilitator])
  })

  test('[AUDIENCE-7] nobody can have seen what they cannot read', async () => {
    const rig = await rigWith({ to: 'person', participantId: ana })
    const early = rig.command(sight('some'), ana, 'participant')
    await expect(early).rejects.toMatchObject({ code: 'not-found' })
    await rig.command(land('some'))
    const others = rig.command(sight('some'), ben, 'participant')
    const never = rig.command(sight('never'), ben, 'participant')
    const refusal = { code: 'not-found', message: 'Nothing with this id has landed for you.' }
    // The same words for both: a refusal tells nobody that there is something.
    await expect(others).rejects.toMatchObject(refusal)
    await expect(never).rejects.toMatchObject(refusal)
    await rig.command(sight('some'), ana, 'participant')
    expect(await seen(rig, 'some')).toEqual([ana])
  })
})

describe('threads under a whisper', () => {
  const answer = (text: string, to?: ParticipantId) =>
    ({ type: 'whisper.answer', injectId: id('some'), text, ...(to && { to }) }) as const
  const both: Audience = { to: 'people', participantIds: [ana, ben] }

  test('[AUDIENCE-8] a person and the facilitators answer each other, and nobody else reads it', async () => {
    const rig = await rigWith(both)
    await rig.command(land('some'))
    await rig.command(answer('PELICAN?'), ana, 'participant')
    await rig.restart()
    await rig.command(answer('STORK!', ana))
    expect(await whoLearned(rig, ['PELICAN', 'STORK'])).toEqual([facilitator, ana])
    const said = readAnswers(await rig.doc(inboxOf(ana)))
    expect(said).toMatchObject([
      { author: ana, of: ana, text: 'PELICAN?' },
      { author: facilitator, of: ana, text: 'STORK!' },
    ])
    expect(readScriptAnswers(scriptDoc(await rig.doc('script'))).get(id('some'))).toEqual(said)
  })

  test('[AUDIENCE-8] only who got it answers, and only facilitators in another’s thread', async () => {
    const rig = await rigWith({ to: 'person', participantId: ana })
    const notFound = { code: 'not-found' }
    await expect(rig.command(answer('early'), ana, 'participant')).rejects.toMatchObject(notFound)
    await rig.command(land('some'))
    await expect(rig.command(answer('me?'), ben, 'participant')).rejects.toMatchObject(notFound)
    await expect(rig.command(answer('you?', ben))).rejects.toMatchObject(notFound)
    const forbidden = { code: 'forbidden' }
    const inHers = rig.command(answer('psst', ana), ben, 'participant')
    await expect(inHers).rejects.toMatchObject(forbidden)
    await expect(rig.command(answer('I watch'), cem, 'observer')).rejects.toMatchObject(forbidden)
    expect(readAnswers(await rig.doc(inboxOf(ana)))).toEqual([])
  })

  test('[AUDIENCE-8] a thread has an end, an answer some length, and a closed session none', async () => {
    const rig = await rigWith(both)
    await rig.command(land('some'))
    for (let n = 0; n < mostAnswers; n++) {
      await rig.command(answer(`Number ${n}`), ana, 'participant')
    }
    const full = rig.command(answer('one more'), ana, 'participant')
    await expect(full).rejects.toMatchObject({ code: 'conflict' })
    await rig.command(answer('mine'), ben, 'participant')
    expect(clientToServer.safeParse(answer('x'.repeat(2_001))).success).toBe(false)
    expect(clientToServer.safeParse(answer('  ')).success).toBe(false)
    await rig.command({ type: 'phase.set', phase: 'closed' })
    const late = rig.command(answer('late'), ben, 'participant')
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
  })
})
