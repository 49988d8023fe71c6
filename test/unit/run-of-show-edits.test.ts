import { expect, test } from 'vitest'
import { inboxOf } from '../../shared/documents.ts'
import type { InjectId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { inNewPlace, timeInPlace } from '../../shared/script/new-place.ts'
import { readPlan, scriptDoc } from '../../shared/script/script-doc.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import { printOf } from '../../shared/stage/print.ts'
import { readInbox } from '../../shared/stage/stage-doc.ts'
import { wordingOf } from '../../shared/stage/wording.ts'
import { ana, ben, planned, StageRig } from '../support/stage-rig.ts'

const minute = 60_000
const play = { type: 'phase.set', phase: 'play' } as const
const id = (name: string) => `i_${name}` as InjectId
const hand = { on: 'hand' } as const
const at = (minutes: number) => ({ on: 'time', at: minutes * minute }) as const

async function planIn(rig: StageRig): Promise<PlannedInject[]> {
  return readPlan(scriptDoc(await rig.doc('script')))
}

async function injectIn(rig: StageRig, name: string): Promise<PlannedInject> {
  return must(
    (await planIn(rig)).find((each) => each.id === id(name)),
    name,
  )
}

/** What a page that has this inject before it sends to change its title. */
const edit = (
  inject: PlannedInject,
  title: string,
  more: { expect?: string; notes?: string } = {},
) =>
  ({
    type: 'inject.edit',
    injectId: inject.id,
    base: printOf(wordingOf(inject)),
    content: { kind: 'alert', severity: 'critical', title, from: 'Pager' },
    ...more,
  }) as const

test('[INJECT-80] an inject that has not landed is changed wholly, and lands as it says then', async () => {
  const rig = await StageRig.start([
    planned('a', hand, {
      expect: 'A call',
      notes: 'Old',
      audience: { to: 'parts', parts: ['Comms'] },
    }),
  ])
  const before = await injectIn(rig, 'a')
  await rig.command(edit(before, 'Disk full', { notes: 'Wait for it' }))
  const after = await injectIn(rig, 'a')
  expect(after).toEqual({
    id: id('a'),
    order: 0,
    audience: { to: 'parts', parts: ['Comms'] },
    trigger: hand,
    state: 'planned',
    content: { kind: 'alert', severity: 'critical', title: 'Disk full', from: 'Pager' },
    notes: 'Wait for it',
  })
  await expect(rig.command(edit(after, 'Mine'), ana, 'participant')).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('[INJECT-81] of two facilitators who edit one inject the second is refused, and nothing is lost', async () => {
  const rig = await StageRig.start([planned('a', hand)])
  const seen = await injectIn(rig, 'a')
  await rig.command(edit(seen, 'The first'))
  await expect(rig.command(edit(seen, 'The second'), ben, 'facilitator')).rejects.toMatchObject({
    code: 'conflict',
  })
  expect((await injectIn(rig, 'a')).content.title).toBe('The first')
  // The same words twice are no quarrel, and from what stands now it goes.
  await rig.command(edit(seen, 'The first'), ben, 'facilitator')
  await rig.command(edit(await injectIn(rig, 'a'), 'The second'), ben, 'facilitator')
  expect((await injectIn(rig, 'a')).content.title).toBe('The second')
})

test('[INJECT-81] of two facilitators who retime one inject the second is refused', async () => {
  const rig = await StageRig.start([planned('a', at(3))])
  const retime = (minutes: number) =>
    ({
      type: 'inject.retime',
      injectId: id('a'),
      trigger: at(minutes),
      base: printOf({ trigger: at(3) }),
    }) as const
  await rig.command(retime(4))
  await expect(rig.command(retime(2), ben, 'facilitator')).rejects.toMatchObject({
    code: 'conflict',
  })
  expect((await injectIn(rig, 'a')).trigger).toEqual(at(4))
})

test('[INJECT-81] [TRIGGER-24] who retimes what another made land again meanwhile is refused', async () => {
  const rig = await StageRig.start([planned('a', at(3))])
  const base = printOf({ trigger: at(3) })
  const retime = { type: 'inject.retime', injectId: id('a'), trigger: at(3), base } as const
  await rig.command({ ...retime, again: { every: 60_000 } })
  await expect(rig.command({ ...retime, again: { every: 90_000 } })).rejects.toMatchObject({
    code: 'conflict',
  })
  await rig.command({ ...retime, again: { every: 60_000 } })
  expect((await injectIn(rig, 'a')).again).toEqual({ every: 60_000 })
})

test('[TRIGGER-24] between its landings an inject has another place, and keeps its words', async () => {
  const again = { every: 60_000 }
  const rig = await StageRig.start([
    planned('a', at(1), { again }),
    planned('b', at(9), { order: 1 }),
  ])
  await rig.command({ type: 'phase.set', phase: 'play' })
  await rig.time.advance(90_000)
  const standing = await injectIn(rig, 'a')
  await expect(rig.command(edit(standing, 'Other words'))).rejects.toMatchObject({
    code: 'conflict',
  })
  await rig.command({ type: 'inject.move', injectId: id('a'), behind: id('b') })
  const moved = await injectIn(rig, 'a')
  expect(moved.order).toBeGreaterThan((await injectIn(rig, 'b')).order)
  expect(moved).toMatchObject({ content: standing.content, again })
})

test('[INJECT-82] what has landed is refused, and what landed is what stood at that moment', async () => {
  const audience = { to: 'person', participantId: ana } as const
  const rig = await StageRig.start([planned('a', hand, { audience })])
  await rig.command(play)
  const seen = await injectIn(rig, 'a')
  const conductor = await rig.conductor()
  const by = { participantId: ben, role: 'facilitator' } as const
  // The inbox is still being opened when the other facilitator saves.
  const landing = conductor.perform(by, { type: 'inject.land', injectId: id('a') })
  const saving = conductor.perform(by, edit(seen, 'Just in time'))
  await rig.settled(Promise.all([landing, saving]))
  const inbox = readInbox(await rig.doc(inboxOf(ana)))
  expect(inbox.map((each) => each.content.title)).toEqual(['Just in time'])
  const saved = await injectIn(rig, 'a')
  await expect(rig.command(edit(saved, 'Too late'))).rejects.toMatchObject({ code: 'conflict' })
  expect((await injectIn(rig, 'a')).content.title).toBe('Just in time')
})

test('[INJECT-83] moved behind another, an inject has its place there, and its time where it has one', async () => {
  const plan = [planned('a', at(1)), planned('b', at(2)), planned('c', hand), planned('d', at(4))]
  const rig = await StageRig.start(plan.map((inject, order) => ({ ...inject, order })))
  const order = async () => (await planIn(rig)).map((each) => each.id.slice(2)).join('')
  const move = (name: string, behind: string | null, time?: number) =>
    rig.command({
      type: 'inject.move',
      injectId: id(name),
      behind: behind === null ? null : id(behind),
      ...(time !== undefined && { at: time }),
    })
  await move('d', 'a', 90_000)
  expect(await order()).toBe('adbc')
  expect((await injectIn(rig, 'd')).trigger).toEqual({ on: 'time', at: 90_000 })
  await move('c', null, 90_000)
  expect(await order()).toBe('cadb')
  expect((await injectIn(rig, 'c')).trigger).toEqual(hand)
  await move('c', 'b')
  expect(await order()).toBe('adbc')
  await rig.command({ type: 'inject.land', injectId: id('b') })
  await expect(move('b', null)).rejects.toMatchObject({ code: 'conflict' })
})

test('[INJECT-83] places never run out, however often something is moved into one gap', () => {
  let plan = ['a', 'b', 'c', 'd'].map((name, order) => planned(name, hand, { order }))
  for (let turn = 0; turn < 200; turn++) {
    const moved = must(plan[2], 'the third')
    const behind = must(plan[0], 'the first').id
    const changedById = new Map(inNewPlace(plan, moved, behind).map((each) => [each.id, each]))
    const want = [plan[0], plan[2], plan[1], plan[3]].map((each) => each?.id)
    plan = plan.map((each) => changedById.get(each.id) ?? each)
    plan.sort((a, b) => a.order - b.order)
    expect(plan.map((each) => each.id)).toEqual(want)
    expect(new Set(plan.map((each) => each.order)).size).toBe(4)
  }
})

test('[INJECT-83] the time in a new place is round, between its neighbours, and its own where that fits', () => {
  const one = planned('a', at(5))
  const time = (above: number[], below: number[], now = 0) =>
    timeInPlace(
      one,
      {
        above: above.map((each) => planned('x', at(each))),
        below: below.map((each) => planned('y', at(each))),
      },
      now * minute,
    )
  expect(time([2], [9])).toBe(5 * minute)
  expect(time([9], [])).toBe(10 * minute)
  expect(time([7], [10])).toBe(9 * minute)
  expect(time([1], [2])).toBe(1.5 * minute)
  expect(time([], [4], 3)).toBe(3.5 * minute)
  expect(time([3], [3])).toBe(3 * minute)
  expect(time([], [])).toBe(5 * minute)
  expect(timeInPlace(planned('a', hand), { above: [one], below: [] }, 0)).toBeNull()
})

test('[INJECT-84] what is improvised is known as that, and kept in the scenario or not', async () => {
  const rig = await StageRig.start([planned('a', hand)])
  await rig.command(play)
  const improvise = { type: 'inject.improvise', audience: { to: 'everyone' } } as const
  const content = (title: string) => ({ kind: 'message', title }) as const
  const landed = await rig.command({ ...improvise, content: content('Now') })
  const queued = await rig.command({ ...improvise, content: content('Later'), trigger: hand })
  const marks = async () =>
    (await planIn(rig)).map(({ content, improvised, kept }) => [content.title, improvised, kept])
  expect(await marks()).toEqual([
    ['Inject a', undefined, undefined],
    ['Now', true, undefined],
    ['Later', true, undefined],
  ])
  await rig.command({ type: 'inject.keep', injectId: landed as InjectId, kept: true })
  await rig.command({ type: 'inject.keep', injectId: queued as InjectId, kept: true })
  await rig.command({ type: 'inject.keep', injectId: queued as InjectId, kept: false })
  expect((await marks()).map(([, , kept]) => kept)).toEqual([undefined, true, false])
  expect(await rig.landed()).toHaveLength(1)
})
