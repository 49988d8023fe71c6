import { describe, expect, test } from 'vitest'
import type { ParticipantId } from '../../shared/ids.ts'
import { readRoster, readStandOffers, stageDoc } from '../../shared/stage/stage-doc.ts'
import { mostStandEvents, standInTheAir } from '../../shared/stage/stand-offer.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { ana, ben, facilitator, StageRig } from '../support/stage-rig.ts'

const offer = (to: ParticipantId, keep = false) =>
  ({ type: 'stand.offer', to, keep }) satisfies Command
const take = { type: 'stand.take' } as const
const withdraw = { type: 'stand.withdraw' } as const

const stageOf = async (rig: StageRig) => stageDoc(await rig.doc('stage'))

async function rolesOf(rig: StageRig) {
  const people = readRoster(await stageOf(rig))
  return Object.fromEntries(people.map(({ participantId, role }) => [participantId, role]))
}

async function inTheAir(rig: StageRig) {
  const stage = await stageOf(rig)
  return standInTheAir(readStandOffers(stage), readRoster(stage))
}

const asPlayer = (rig: StageRig, by: ParticipantId, command: Command) =>
  rig.command(command, by, 'participant')

describe('handing over the stand', () => {
  test('[HANDOVER-1] an offer is in the air, and changes nothing, until it is taken', async () => {
    const rig = await StageRig.start()
    await rig.command(offer(ana))
    expect(await inTheAir(rig)).toMatchObject({ from: facilitator, to: ana, keep: false })
    expect(await rolesOf(rig)).toMatchObject({ [facilitator]: 'facilitator', [ana]: 'participant' })
    expect(rig.roleChanges).toEqual([])
  })

  test('[HANDOVER-2] whoever takes it conducts, and the giver plays along', async () => {
    const rig = await StageRig.start()
    await rig.command(offer(ana))
    await asPlayer(rig, ana, take)
    expect(await rolesOf(rig)).toMatchObject({ [facilitator]: 'participant', [ana]: 'facilitator' })
    expect(rig.roleChanges).toEqual([
      { id: ana, role: 'facilitator' },
      { id: facilitator, role: 'participant' },
    ])
    expect(await inTheAir(rig)).toBeNull()
  })

  test('[HANDOVER-2] whoever stays beside keeps the stand, too', async () => {
    const rig = await StageRig.start()
    await rig.command(offer(ana, true))
    await asPlayer(rig, ana, take)
    expect(await rolesOf(rig)).toMatchObject({ [facilitator]: 'facilitator', [ana]: 'facilitator' })
    expect(rig.roleChanges).toEqual([{ id: ana, role: 'facilitator' }])
  })

  test('[HANDOVER-2] one of two facilitators gives theirs up to the other', async () => {
    const rig = await StageRig.start()
    await rig.command(offer(ana, true))
    await asPlayer(rig, ana, take)
    await rig.command(offer(ana))
    await rig.command(take, ana)
    expect(await rolesOf(rig)).toMatchObject({ [facilitator]: 'participant', [ana]: 'facilitator' })
  })

  test('[HANDOVER-3] only whom it is offered to takes it, once', async () => {
    const rig = await StageRig.start()
    await expect(asPlayer(rig, ben, take)).rejects.toThrow('not offered to you')
    await rig.command(offer(ana))
    await expect(asPlayer(rig, ben, take)).rejects.toThrow('not offered to you')
    await asPlayer(rig, ana, take)
    await expect(rig.command(take, ana)).rejects.toThrow('not offered to you')
    expect(await rolesOf(rig)).toMatchObject({ [ben]: 'participant' })
  })

  test('[HANDOVER-3] it is taken back by who gave it, and left by who was to get it', async () => {
    const rig = await StageRig.start()
    await rig.command(offer(ana))
    await expect(asPlayer(rig, ben, withdraw)).rejects.toThrow('Only those who give and get')
    await rig.command(withdraw)
    await expect(asPlayer(rig, ana, take)).rejects.toThrow('not offered to you')
    await rig.command(offer(ana))
    await asPlayer(rig, ana, withdraw)
    expect(await inTheAir(rig)).toBeNull()
    await expect(rig.command(withdraw)).rejects.toThrow('not offered to anybody')
  })

  test('[HANDOVER-3] one offer is in the air at a time, and none to oneself, a stranger or a watcher', async () => {
    const rig = await StageRig.start()
    await rig.command(offer(ana))
    await expect(rig.command(offer(ben))).rejects.toThrow('offered already')
    await rig.command(withdraw)
    await expect(rig.command(offer(facilitator))).rejects.toThrow('You have the stand already')
    await expect(rig.command(offer('p_nobody' as ParticipantId))).rejects.toThrow('Nobody')
    await expect(asPlayer(rig, ana, offer(ben))).rejects.toThrow('Ask a facilitator')
    await rig.write('stage', (doc) => {
      const watcher = readRoster(stageDoc(doc)).find((each) => each.participantId === ben)
      stageDoc(doc).roster.set(ben, { ...watcher, role: 'observer' })
    })
    await expect(rig.command(offer(ben))).rejects.toThrow('Whoever watches')
  })

  test('[HANDOVER-3] an offer to somebody who was taken off the session is no more', async () => {
    const rig = await StageRig.start()
    await rig.command(offer(ana))
    await rig.command({ type: 'member.remove', participantId: ana })
    expect(await inTheAir(rig)).toBeNull()
    await expect(asPlayer(rig, ana, take)).rejects.toThrow('not offered to you')
  })

  test('[HANDOVER-5] taking somebody off and handing them the stand at once leaves one with it', async () => {
    const rig = await StageRig.start()
    await rig.command(offer(ana))
    const both = [
      rig.command(take, ana, 'participant'),
      rig.command({ type: 'member.remove', participantId: ana }),
    ]
    const [taken, removed] = await Promise.allSettled(both)
    expect(taken?.status).toBe('fulfilled')
    expect(removed).toMatchObject({ reason: { code: 'forbidden' } })
    expect(rig.removed).toEqual([])
    expect(await rolesOf(rig)).toMatchObject({ [ana]: 'facilitator' })
  })

  test('[HANDOVER-3] a session keeps so many steps of it; the last can still be taken', async () => {
    const rig = await StageRig.start()
    await rig.command(offer(ana))
    await rig.write('stage', (doc) => {
      const step = { what: 'withdrawn', by: ana, wallAt: 0, at: 0 }
      const more = Array.from({ length: mostStandEvents - 1 }, () => step)
      stageDoc(doc).standOffers.insert(0, more)
    })
    await asPlayer(rig, ana, take)
    await expect(rig.command(offer(ben), ana)).rejects.toThrow('as often as it can')
  })

  test('[HANDOVER-3] a closed session keeps its stand where it is', async () => {
    const rig = await StageRig.start()
    await rig.command(offer(ana))
    await rig.command({ type: 'phase.set', phase: 'closed' })
    await expect(asPlayer(rig, ana, take)).rejects.toThrow('closed')
    await rig.command(withdraw)
    await expect(rig.command(offer(ana))).rejects.toThrow('closed')
  })

  test('[HANDOVER-6] an offer outlives a restart, and so does who has the stand', async () => {
    const rig = await StageRig.start()
    await rig.command(offer(ana))
    await rig.restart()
    await asPlayer(rig, ana, take)
    await rig.restart()
    expect(await rolesOf(rig)).toMatchObject({ [facilitator]: 'participant', [ana]: 'facilitator' })
  })
})
