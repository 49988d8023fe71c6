import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { inboxOf } from '../../shared/documents.ts'
import type { InjectId, ParticipantId } from '../../shared/ids.ts'
import type { Role } from '../../shared/roles.ts'
import { readScriptChoices, scriptDoc } from '../../shared/script/script-doc.ts'
import type { Audience } from '../../shared/stage/audience.ts'
import { injectOptions, mostChoices } from '../../shared/stage/choice.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import { readChoices, readInboxChoices, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Trigger } from '../../shared/stage/trigger.ts'
import { ana, ben, facilitator, planned, StageRig } from '../support/stage-rig.ts'

const second = 1_000
const cem = 'p_cem' as ParticipantId
const dia = 'p_dia' as ParticipantId
const id = (name: string) => `i_${name}` as InjectId
const chosen = (option: string, delay = 0): Trigger => ({
  on: 'chosen',
  inject: id('fork'),
  option,
  delay,
})

const fork = (more: Partial<PlannedInject> = {}) =>
  planned(
    'fork',
    { on: 'hand' },
    {
      content: {
        kind: 'message',
        title: 'Which way?',
        options: [
          { key: 'o1', text: 'Left' },
          { key: 'o2', text: 'Right' },
          { key: 'o3', text: 'Neither' },
        ],
      },
      ...more,
    },
  )

async function join(rig: StageRig, person: ParticipantId, role: Role = 'participant') {
  const sessionId = 's_rig' as never
  const joinedAt = rig.time.now()
  const record = { id: person, sessionId, name: person.slice(2), role, joinedAt, removedAt: null }
  await rig.settled((await rig.conductor()).admit(record))
}

/** In play, with a fork that has landed for Ana, Ben, and Cem where they are named. */
async function atFork(more: readonly PlannedInject[] = [], audience?: Audience) {
  const rig = await StageRig.start([fork(audience && { audience }), ...more])
  await join(rig, cem)
  await rig.command({ type: 'phase.set', phase: 'play' })
  await rig.command({ type: 'inject.land', injectId: id('fork') })
  await rig.time.advance(second)
  return rig
}

const choose = (rig: StageRig, by: ParticipantId, option: string, role: Role = 'participant') =>
  rig.command({ type: 'inject.choose', injectId: id('fork'), option }, by, role)
const settle = (rig: StageRig, option?: string) =>
  rig.command({ type: 'inject.settle', injectId: id('fork'), ...(option && { option }) })

async function events(rig: StageRig) {
  const all = readChoices(stageDoc(await rig.doc('stage')))
  return all.map(({ event, by, option }) => [event, by, option])
}
const landedNames = async (rig: StageRig) => (await rig.landed()).map((each) => each.id.slice(2))

test('[BRANCH-1] an inject offers two to five options, each another', () => {
  const option = (key: string, text = key) => ({ key, text })
  const isTaken = (options: unknown) => injectOptions.safeParse(options).success
  expect(isTaken([option('a'), option('b')])).toBe(true)
  expect(isTaken(['a', 'b', 'c', 'd', 'e'].map((key) => option(key)))).toBe(true)
  expect(isTaken([option('a')])).toBe(false)
  expect(isTaken(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => option(key)))).toBe(false)
  expect(isTaken([option('a'), option('a', 'b')])).toBe(false)
  expect(isTaken([option('a', ' '), option('b')])).toBe(false)
  expect(isTaken([option('a', 'x'.repeat(121)), option('b')])).toBe(false)
})

describe('choosing', () => {
  test('[BRANCH-2] each has one choice, and may change it until it is settled', async () => {
    const rig = await atFork()
    await choose(rig, ana, 'o1')
    await choose(rig, ana, 'o1')
    await choose(rig, ana, 'o2')
    await choose(rig, ben, 'o2')
    expect(await events(rig)).toEqual([
      ['chose', ana, 'o1'],
      ['chose', ana, 'o2'],
      ['chose', ben, 'o2'],
      ['settled', null, 'o2'],
    ])
    await expect(choose(rig, ana, 'o1')).rejects.toMatchObject({ code: 'conflict' })
  })

  test('[BRANCH-2] observers and facilitators do not choose, and nobody does what is not offered', async () => {
    const rig = await atFork([planned('plain', { on: 'time', at: 0 }), fork({ id: id('later') })])
    await join(rig, dia, 'observer')
    await expect(choose(rig, dia, 'o1', 'observer')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(choose(rig, facilitator, 'o1', 'facilitator')).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(choose(rig, ana, 'o9')).rejects.toMatchObject({ code: 'bad-request' })
    const of = (name: string) =>
      rig.command({ type: 'inject.choose', injectId: id(name), option: 'o1' }, ana, 'participant')
    await expect(of('plain')).rejects.toMatchObject({ code: 'conflict' })
    // What has not landed is not told apart from what does not exist.
    const [later, nowhere] = await Promise.allSettled([of('later'), of('nowhere')])
    expect(later).toEqual(nowhere)
    expect(later).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } })
    await rig.command({ type: 'phase.set', phase: 'closed' })
    await expect(choose(rig, ana, 'o1')).rejects.toMatchObject({ code: 'conflict' })
    expect(await events(rig)).toEqual([])
  })

  test('[BRANCH-2] nobody changes their mind for ever', async () => {
    const rig = await atFork()
    for (let turn = 0; turn < mostChoices; turn++) await choose(rig, ana, `o${(turn % 2) + 1}`)
    await expect(choose(rig, ana, 'o3')).rejects.toMatchObject({ code: 'too-many' })
    await choose(rig, ben, 'o3')
    expect(await events(rig)).toHaveLength(mostChoices + 1)
  })

  test('[BRANCH-3] more than half of those who were there settle it; half of them do not', async () => {
    const rig = await atFork()
    await join(rig, dia)
    await choose(rig, dia, 'o1')
    await choose(rig, ana, 'o1')
    // Dia came later and counts since choosing: two of four.
    expect((await events(rig)).at(-1)).toEqual(['chose', ana, 'o1'])
    await choose(rig, ben, 'o1')
    expect((await events(rig)).at(-1)).toEqual(['settled', null, 'o1'])
  })

  test('[BRANCH-3] who came later and says nothing stops nobody; who was taken off does not count', async () => {
    const rig = await atFork()
    await join(rig, dia)
    await choose(rig, cem, 'o1')
    await rig.command({ type: 'member.remove', participantId: cem })
    await choose(rig, ana, 'o2')
    expect((await events(rig)).at(-1)).toEqual(['chose', ana, 'o2'])
    await choose(rig, ben, 'o2')
    expect((await events(rig)).at(-1)).toEqual(['settled', null, 'o2'])
  })
})

describe('settling', () => {
  test('[BRANCH-4] a facilitator chooses for everybody at any time, and the last word counts', async () => {
    const rig = await atFork([planned('left', chosen('o1')), planned('right', chosen('o2'))])
    await settle(rig, 'o2')
    await rig.time.advance(second)
    expect(await landedNames(rig)).toEqual(['fork', 'right'])
    await settle(rig, 'o1')
    await settle(rig, 'o1')
    await rig.time.advance(second)
    expect(await landedNames(rig)).toEqual(['fork', 'right', 'left'])
    expect(await events(rig)).toEqual([
      ['settled', facilitator, 'o2'],
      ['settled', facilitator, 'o1'],
    ])
    await expect(
      rig.command({ type: 'inject.settle', injectId: id('fork') }, ana, 'participant'),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('[BRANCH-4] what most chose is taken where it is one, and it is said where it is none or two', async () => {
    const rig = await atFork()
    await join(rig, dia)
    await expect(settle(rig)).rejects.toMatchObject({ message: /Nobody has chosen yet/ })
    await choose(rig, ana, 'o1')
    await choose(rig, ben, 'o2')
    await expect(settle(rig)).rejects.toMatchObject({ message: /As many chose one/ })
    await choose(rig, dia, 'o2')
    await settle(rig)
    expect((await events(rig)).at(-1)).toEqual(['settled', facilitator, 'o2'])
    await expect(settle(rig)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('[BRANCH-4] it is not settled back and forth for ever', async () => {
    const rig = await atFork([], { to: 'people', participantIds: [ana, ben] })
    for (let turn = 0; turn < mostChoices; turn++) await settle(rig, `o${(turn % 2) + 1}`)
    await expect(settle(rig, 'o3')).rejects.toMatchObject({ code: 'too-many' })
  })

  test('[BRANCH-6] two who choose at once are both heard, and a restart goes on with what was chosen', async () => {
    const rig = await atFork([planned('left', chosen('o1', 10 * second))])
    await choose(rig, cem, 'o2')
    await rig.restart()
    await Promise.all([choose(rig, ana, 'o1'), choose(rig, ben, 'o1')])
    expect((await events(rig)).filter(([event]) => event === 'settled')).toHaveLength(1)
    await rig.restart()
    await rig.time.advance(11 * second)
    await rig.restart()
    expect(await landedNames(rig)).toEqual(['fork', 'left'])
  })

  test('[BRANCH-6] a choice and the settling that it makes are one commit', async () => {
    const rig = await atFork([], { to: 'people', participantIds: [ana] })
    const rowsOf = async (doc: 'script' | ReturnType<typeof inboxOf>) =>
      (await rig.store.log.read({ sessionId: 's_rig' as never, doc })).length
    const before = [await rowsOf(inboxOf(ana)), await rowsOf('script')]
    await choose(rig, ana, 'o3')
    expect([await rowsOf(inboxOf(ana)), await rowsOf('script')]).toEqual(before.map((n) => n + 1))
    expect(readInboxChoices(await rig.doc(inboxOf(ana))).map(({ event }) => event)).toEqual([
      'chose',
      'settled',
    ])
  })
})

describe('whispers', () => {
  const some: Audience = { to: 'people', participantIds: [ana, ben, cem] }

  test('[BRANCH-5] a choice under a whisper is its person’s and the facilitators’; what is settled is of all its people', async () => {
    const rig = await atFork([], some)
    await choose(rig, ana, 'o3')
    expect(readInboxChoices(await rig.doc(inboxOf(ana)))).toHaveLength(1)
    expect(readInboxChoices(await rig.doc(inboxOf(ben)))).toEqual([])
    await choose(rig, ben, 'o3')
    for (const person of [ana, ben, cem]) {
      const own = readInboxChoices(await rig.doc(inboxOf(person)))
      expect(own.at(-1)).toMatchObject({ event: 'settled', by: null, option: 'o3' })
      expect(own.every((each) => each.event === 'settled' || each.by === person)).toBe(true)
    }
    expect(await events(rig)).toEqual([])
    expect(readScriptChoices(scriptDoc(await rig.doc('script')))).toHaveLength(3)
  })

  test('[BRANCH-5] whoever did not get it learns nothing, and cannot choose', async () => {
    const rig = await atFork([], { to: 'person', participantId: ana })
    await expect(choose(rig, ben, 'o1')).rejects.toMatchObject({ code: 'not-found' })
    await choose(rig, ana, 'o2')
    for (const doc of ['stage', 'board', inboxOf(ben)] as const) {
      const said = Buffer.from(Y.encodeStateAsUpdate(await rig.doc(doc))).toString('latin1')
      expect(said).not.toContain('Neither')
      expect(said).not.toContain('settled')
    }
    expect(rig.bells.filter(({ bell }) => bell.type === 'inject')).toHaveLength(1)
  })

  test('[BRANCH-5] the facilitators’ copy decides nothing', async () => {
    const rig = await atFork([planned('left', chosen('o1'))], { to: 'person', participantId: ana })
    await rig.scribble(({ choices }) =>
      choices.push([
        { event: 'settled', injectId: id('fork'), by: null, option: 'o1', wallAt: 1, at: 1 },
      ]),
    )
    await rig.time.advance(5 * second)
    expect(await rig.landed()).toEqual([])
    await choose(rig, ana, 'o1')
    await rig.time.advance(second)
    expect(await landedNames(rig)).toEqual(['left'])
  })
})

describe('consequences', () => {
  test('[BRANCH-7] an inject lands so long after its option was settled, and not for another', async () => {
    const rig = await atFork([
      planned('left', chosen('o1', 20 * second)),
      planned('right', chosen('o2')),
      planned('both', { on: 'all', of: [chosen('o1') as never, { on: 'text', matching: 'fog' }] }),
    ])
    await choose(rig, ana, 'o1')
    await rig.time.advance(5 * second)
    await rig.command({ type: 'clock.pause' })
    await choose(rig, ben, 'o1')
    await rig.time.advance(60 * second)
    expect(await landedNames(rig)).toEqual(['fork'])
    await rig.command({ type: 'clock.run' })
    await rig.time.advance(19 * second)
    expect(await landedNames(rig)).toEqual(['fork'])
    await rig.time.advance(2 * second)
    expect(await landedNames(rig)).toEqual(['fork', 'left'])
    await rig.command({ type: 'channel.say', text: 'In the fog' })
    await rig.time.advance(second)
    expect(await landedNames(rig)).toEqual(['fork', 'left', 'both'])
  })

  test('[BRANCH-8] a circle over landings and choices is refused, its path named', async () => {
    const rig = await StageRig.start([
      fork({ trigger: { on: 'after', inject: id('left'), delay: 0 } }),
      planned('left', { on: 'hand' }),
    ])
    const trigger = chosen('o1')
    const retime = (to: Trigger) =>
      rig.command({ type: 'inject.retime', injectId: id('left'), trigger: to })
    await expect(retime(trigger)).rejects.toMatchObject({
      code: 'conflict',
      message: /“Inject left”, which waits for “Which way\?”, which waits for “Inject left”/,
    })
    await rig.command({ type: 'inject.retime', injectId: id('fork'), trigger: { on: 'hand' } })
    await retime(trigger)
  })

  test('[BRANCH-8] an option that is not offered cannot be waited for', async () => {
    const rig = await StageRig.start([fork(), planned('left', { on: 'hand' })])
    const retime = (to: Trigger) =>
      rig.command({ type: 'inject.retime', injectId: id('left'), trigger: to })
    await expect(retime(chosen('o9'))).rejects.toMatchObject({
      code: 'not-found',
      message: /“Which way\?” does not offer/,
    })
    await expect(
      retime({ on: 'chosen', inject: id('gone'), option: 'o1', delay: 0 }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})
