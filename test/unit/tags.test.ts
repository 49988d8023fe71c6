import { expect, test } from 'vitest'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { MessageId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { readTagProgress, scriptDoc } from '../../shared/script/script-doc.ts'
import {
  readOwnBlind,
  readTagKinds,
  readTagModes,
  readTags,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import {
  isBlind,
  mostObservations,
  mostTags,
  nothingBlind,
  revealOf,
  tagsOf,
  withOwnBlind,
} from '../../shared/tags/tag.ts'
import {
  keysOfOwnKinds,
  kindsOffered,
  longestKindName,
  mostOwnKinds,
} from '../../shared/tags/tag-kind.ts'
import { clientToServer } from '../../shared/wire/commands.ts'
import { ana, ben, StageRig } from '../support/stage-rig.ts'

/** A session of Incident Flow in which three things were said. */
async function flowing(): Promise<{ rig: StageRig; ids: MessageId[] }> {
  const rig = await StageRig.start()
  await rig.command({ type: 'format.set', format: 'incident-flow' })
  const ids: MessageId[] = []
  for (const text of ['Disk is full', 'Who is on it?', 'We fail over'])
    ids.push((await rig.command({ type: 'channel.say', text })) as MessageId)
  return { rig, ids }
}

const as = (rig: StageRig, by: ParticipantId) => ({
  tag: (messageId: MessageId | undefined, kind: string, on = true) =>
    rig.command(
      { type: 'tag.set', messageId: messageId as MessageId, kind, on },
      by,
      'participant',
    ),
  observe: (messageId: MessageId | undefined, text: string) =>
    rig.command(
      { type: 'tag.observe', messageId: messageId as MessageId, text },
      by,
      'participant',
    ),
  addKind: (name: string) => rig.command({ type: 'tag.addKind', name }, by, 'participant'),
})
const blind = (rig: StageRig, on = true) => rig.command({ type: 'tag.blind', on })
const reveal = (rig: StageRig) => rig.command({ type: 'tag.reveal' })
const stage = async (rig: StageRig) => stageDoc(await rig.doc('stage'))
const given = async (rig: StageRig, id: MessageId | undefined) =>
  Object.fromEntries(readTags(await stage(rig)).get(id as MessageId) ?? [])
const sessionId = 's_rig' as SessionId

/** Everything that a document ever told whoever may read it, byte for byte. */
async function everythingIn(rig: StageRig, doc: DocName): Promise<string> {
  const rows = await rig.store.log.read({ sessionId, doc })
  return rows.map(({ update }) => Buffer.from(update).toString('latin1')).join('\n')
}

test('[TAG-1] a message is tagged with several kinds in the open, and each is taken off by whose it is', async () => {
  const { rig, ids } = await flowing()
  await as(rig, ana).tag(ids[0], 'signal')
  await as(rig, ana).tag(ids[0], 'surprise')
  await as(rig, ben).tag(ids[0], 'signal')
  await as(rig, ben).tag(ids[0], 'signal')
  await as(rig, ana).tag(ids[0], 'signal', false)
  await as(rig, ben).observe(ids[0], 'Nobody answered')
  expect(await given(rig, ids[0])).toEqual({
    [ana]: { kinds: ['surprise'], text: '' },
    [ben]: { kinds: ['signal'], text: 'Nobody answered' },
  })
  expect((await stage(rig)).tags.length).toBe(5)
  await as(rig, ben).observe(ids[0], '')
  await as(rig, ben).tag(ids[0], 'signal', false)
  expect(Object.keys(await given(rig, ids[0]))).toEqual([ana])
})

test('[TAG-2] a tag is of a kind that is offered, on a message of the channel, by whoever plays', async () => {
  const { rig, ids } = await flowing()
  await expect(as(rig, ana).tag(ids[0], 'vibe')).rejects.toMatchObject({ code: 'not-found' })
  await expect(as(rig, ana).tag('m_none' as MessageId, 'signal')).rejects.toMatchObject({
    code: 'not-found',
  })
  const set = { type: 'tag.set', messageId: ids[0] as MessageId, kind: 'signal', on: true } as const
  for (const command of [set, { type: 'tag.addKind', name: 'Vibe' } as const])
    await expect(rig.command(command, ana, 'observer')).rejects.toMatchObject({ code: 'forbidden' })
  for (const command of [{ type: 'tag.blind', on: true }, { type: 'tag.reveal' }] as const)
    await expect(rig.command(command, ana, 'participant')).rejects.toMatchObject({
      code: 'forbidden',
    })
  await rig.command({ type: 'phase.set', phase: 'closed' })
  await expect(as(rig, ana).tag(ids[0], 'signal')).rejects.toMatchObject({ code: 'conflict' })
})

test('[TAG-3] anybody who plays adds kinds for everybody, twenty at most, each name once', async () => {
  const { rig, ids } = await flowing()
  await as(rig, ana).addKind('Vibe')
  await as(rig, ben).tag(ids[1], 'own-1')
  expect(await given(rig, ids[1])).toEqual({ [ben]: { kinds: ['own-1'], text: '' } })
  for (const name of ['vibe', 'SIGNAL'])
    await expect(as(rig, ben).addKind(name)).rejects.toMatchObject({ code: 'conflict' })
  for (let n = 2; n <= mostOwnKinds; n += 1) await as(rig, ben).addKind(`Kind ${String(n)}`)
  await expect(as(rig, ben).addKind('One more')).rejects.toMatchObject({ code: 'too-many' })
  const own = readTagKinds(await stage(rig))
  expect(own).toHaveLength(mostOwnKinds)
  expect(
    kindsOffered([], own)
      .slice(0, 5)
      .map(({ key }) => key),
  ).toEqual([...keysOfOwnKinds, null])
  const named = (name: string) => clientToServer.safeParse({ type: 'tag.addKind', name }).success
  expect([
    named('x'.repeat(longestKindName)),
    named('x'.repeat(longestKindName + 1)),
    named(' '),
  ]).toEqual([true, false, false])
})

test('[TAG-3] a format without tagging takes neither tags nor kinds, and goes blind for nobody', async () => {
  const rig = await StageRig.start()
  const id = (await rig.command({ type: 'channel.say', text: 'Hello' })) as MessageId
  await expect(as(rig, ana).tag(id, 'signal')).rejects.toMatchObject({ code: 'not-found' })
  await expect(as(rig, ana).addKind('Vibe')).rejects.toMatchObject({ code: 'conflict' })
  await expect(blind(rig)).rejects.toMatchObject({ code: 'conflict' })
})

test('[TAG-4] until the reveal tags and observations are where their author and facilitators read, counts too', async () => {
  const { rig, ids } = await flowing()
  await blind(rig)
  const stageBefore = await everythingIn(rig, 'stage')
  await as(rig, ana).tag(ids[0], 'hypothesis')
  await as(rig, ana).tag(ids[0], 'surprise')
  await as(rig, ana).observe(ids[1], 'Secretly odd')
  await rig.restart()
  await as(rig, ana).tag(ids[0], 'surprise', false)
  expect(await everythingIn(rig, 'stage')).toBe(stageBefore)
  for (const doc of ['board', inboxOf(ben)] as const)
    expect(await everythingIn(rig, doc)).not.toMatch(/Secretly|hypothesis/)
  expect(JSON.stringify(rig.bells)).not.toMatch(/Secretly|hypothesis/)
  const own = readOwnBlind(await rig.doc(inboxOf(ana)))
  expect(own.kinds).toEqual(new Map([[ids[0], ['hypothesis']]]))
  expect(own.texts).toEqual(new Map([[ids[1], 'Secretly odd']]))
  expect(readTagProgress(scriptDoc(await rig.doc('script')))).toEqual([
    { participantId: ana, messages: 2 },
  ])
})

test('[TAG-5] the reveal lays all before everybody in one commit, one event a person, and tags are open from then on', async () => {
  const { rig, ids } = await flowing()
  await as(rig, ben).tag(ids[1], 'question')
  await blind(rig)
  await as(rig, ana).tag(ids[0], 'signal')
  await as(rig, ana).observe(ids[0], 'It was known')
  await as(rig, ben).tag(ids[1], 'question', false)
  await as(rig, ben).tag(ids[2], 'decision')
  const before = (await rig.store.log.read({ sessionId, doc: 'stage' })).length
  await rig.restart()
  await reveal(rig)
  expect((await rig.store.log.read({ sessionId, doc: 'stage' })).length - before).toBe(1)
  expect(await given(rig, ids[0])).toEqual({ [ana]: { kinds: ['signal'], text: 'It was known' } })
  expect(await given(rig, ids[1])).toEqual({})
  expect(await given(rig, ids[2])).toEqual({ [ben]: { kinds: ['decision'], text: '' } })
  expect((await stage(rig)).tags.length).toBe(3)
  expect(isBlind(readTagModes(await stage(rig)))).toBe(false)
  for (const person of [ana, ben])
    expect(readOwnBlind(await rig.doc(inboxOf(person)))).toEqual(nothingBlind)
  expect(readTagProgress(scriptDoc(await rig.doc('script')))).toEqual([])
  await as(rig, ana).tag(ids[2], 'decision')
  expect(Object.keys(await given(rig, ids[2]))).toEqual([ben, ana])
  await expect(reveal(rig)).rejects.toMatchObject({ code: 'conflict' })
})

test('[TAG-5] a tag that comes while all are revealed is in the open then, never lost', async () => {
  const { rig, ids } = await flowing()
  await blind(rig)
  const conductor = await rig.conductor()
  const late = conductor.perform(
    { participantId: ana, role: 'participant' },
    { type: 'tag.set', messageId: ids[0] as MessageId, kind: 'signal', on: true },
  )
  await reveal(rig)
  await rig.settled(late)
  expect(await given(rig, ids[0])).toEqual({ [ana]: { kinds: ['signal'], text: '' } })
})

test('[TAG-6] blind tags are not thrown away: once somebody tagged, only the reveal ends it', async () => {
  const { rig, ids } = await flowing()
  await blind(rig)
  await blind(rig, false)
  await blind(rig)
  await as(rig, ana).tag(ids[0], 'signal')
  await expect(blind(rig, false)).rejects.toMatchObject({ code: 'conflict' })
  await reveal(rig)
  await blind(rig)
  await as(rig, ana).tag(ids[0], 'action')
  await reveal(rig)
  expect(await given(rig, ids[0])).toEqual({ [ana]: { kinds: ['signal', 'action'], text: '' } })
})

test('[TAG-7] one person gives two thousand tags and a hundred observations at most', async () => {
  const { rig, ids } = await flowing()
  await blind(rig)
  await as(rig, ana).tag(ids[0], 'signal')
  await rig.write(inboxOf(ana), (doc) => {
    for (let n = 1; n < mostTags; n += 1)
      doc.getMap('tags').set(`m_${String(n)}`, { messageId: `m_${String(n)}`, kinds: ['query'] })
    for (let n = 0; n < mostObservations; n += 1)
      doc
        .getMap('tagObservations')
        .set(`m_${String(n)}`, { messageId: `m_${String(n)}`, text: '!' })
  })
  await expect(as(rig, ana).tag(ids[1], 'signal')).rejects.toMatchObject({ code: 'too-many' })
  await expect(as(rig, ana).observe(ids[1], 'Odd')).rejects.toMatchObject({ code: 'too-many' })
  await as(rig, ana).tag(ids[0], 'signal', false)
  await as(rig, ana).tag(ids[1], 'signal')
})

test('[TAG-7] two thousand tags of a person are some kilobytes of the stage, and read as they were', () => {
  const channel = Array.from({ length: 2_000 }, (_, n) => `m_${String(n)}` as MessageId)
  const kinds = ['signal', 'query', 'decision', 'own-1']
  const own = {
    kinds: new Map(channel.map((id, n) => [id, [kinds[n % 4] ?? '']])),
    texts: new Map([[channel[7] as MessageId, 'Odd']]),
  }
  const event = { ...revealOf(ana, own, channel), wallAt: 1, at: 1 }
  expect(JSON.stringify(event).length).toBeLessThan(24_000)
  const alone = withOwnBlind(new Map(), ana, own)
  expect(tagsOf([event], channel)).toEqual(alone)
})
