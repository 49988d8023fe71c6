import { expect, test } from 'vitest'
import { mostFormatChanges } from '../../shared/stage/format-change.ts'
import { changedFormat, readFormats, stageDoc } from '../../shared/stage/stage-doc.ts'
import { clientToServer } from '../../shared/wire/commands.ts'
import { ana, facilitator, StageRig } from '../support/stage-rig.ts'

const setTo = (format: string) => ({ type: 'format.set', format }) as const
const stageOf = async (rig: StageRig) => stageDoc(await rig.doc('stage'))

test('[FORMAT-3] a session is played as it was made until a facilitator chooses anew; the last choice counts', async () => {
  const rig = await StageRig.start()
  expect(changedFormat(await stageOf(rig))).toBeNull()
  await rig.command(setTo('game-day'))
  await rig.command(setTo('gamelan'))
  await rig.command(setTo('gamelan'))
  const stage = await stageOf(rig)
  expect(changedFormat(stage)).toBe('gamelan')
  expect(readFormats(stage)).toMatchObject([
    { format: 'game-day', by: facilitator },
    { format: 'gamelan', by: facilitator },
  ])
})

test('[FORMAT-3] the choice outlives a restart, and goes on from there', async () => {
  const rig = await StageRig.start()
  await rig.command(setTo('game-day'))
  await rig.restart()
  expect((await rig.conductor()).changedFormat).toBe('game-day')
  await rig.command(setTo('game-day'))
  expect(readFormats(await stageOf(rig))).toHaveLength(1)
  await rig.command(setTo('morning-vistas'))
  await rig.restart()
  expect((await rig.conductor()).changedFormat).toBe('morning-vistas')
})

test('[FORMAT-4] outside of the lobby it is refused with what to do, and back there it works', async () => {
  const rig = await StageRig.start()
  for (const phase of ['play', 'debrief', 'closed'] as const) {
    await rig.command({ type: 'phase.set', phase })
    await expect(rig.command(setTo('gamelan'))).rejects.toMatchObject({
      code: 'conflict',
      message: 'The format is chosen in the lobby. Move everyone back there first.',
    })
  }
  expect(changedFormat(await stageOf(rig))).toBeNull()
  await rig.command({ type: 'phase.set', phase: 'lobby' })
  await rig.command(setTo('gamelan'))
  expect(changedFormat(await stageOf(rig))).toBe('gamelan')
})

test('[FORMAT-4] whoever does not conduct cannot choose, and nothing changes', async () => {
  const rig = await StageRig.start()
  for (const role of ['participant', 'observer'] as const) {
    const refused = rig.command(setTo('gamelan'), ana, role)
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect(readFormats(await stageOf(rig))).toEqual([])
})

test('[FORMAT-4] a format that nobody knows is no command, and one in the document is passed over', async () => {
  expect(clientToServer.safeParse(setTo('tabletop')).success).toBe(true)
  for (const format of ['chess', '', 'Tabletop', null]) {
    expect(clientToServer.safeParse({ type: 'format.set', format }).success).toBe(false)
  }
  const rig = await StageRig.start()
  await rig.command(setTo('gamelan'))
  const stage = await stageOf(rig)
  stage.formats.push([{ format: 'chess', wallAt: 1, by: facilitator }, 'tabletop', null])
  expect(changedFormat(stage)).toBe('gamelan')
})

test('[FORMAT-4] the list of changes does not grow without end', async () => {
  const rig = await StageRig.start()
  for (let n = 0; n < mostFormatChanges; n++) {
    await rig.command(setTo(n % 2 === 0 ? 'gamelan' : 'tabletop'))
  }
  const refused = rig.command(setTo('game-day'))
  await expect(refused).rejects.toMatchObject({ code: 'conflict' })
  await rig.command(setTo('tabletop'))
  expect(readFormats(await stageOf(rig))).toHaveLength(mostFormatChanges)
})
