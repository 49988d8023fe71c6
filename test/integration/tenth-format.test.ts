import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { spokenFormat, spokenFormats } from '../../client/words/formats.ts'
import type { Format } from '../../shared/formats/format.ts'
import { formatId } from '../../shared/formats/formats.ts'
import { must } from '../../shared/invariants.ts'
import { changedFormat, currentPhase, stageDoc } from '../../shared/stage/stage-doc.ts'
import { bundle } from '../../shared/wire/api.ts'
import { adminToken, InProcessServer } from '../support/in-process-server.ts'

/** What somebody who makes a format writes: one object, in a file of its own. */
const silentChess = vi.hoisted((): Format => ({
  id: 'silent-chess',
  name: 'Silent Chess',
  purpose: 'Play a scenario with cues and cards alone, and hear how much is said without words.',
  timebox: 30,
  around: { lobby: 5, debrief: 15 },
  phases: {
    lobby: 'Take the last chance to talk.',
    play: 'Nobody speaks: what you want to say is a card or a cue.',
    debrief: 'Talk again, and tell each other what you would have said.',
    closed: 'This session has ended. Replay it whenever you like.',
  },
  columns: {
    hypothesis: { title: 'What we think', hint: 'A thought, written.' },
    action: { title: 'Moves', hint: 'What you would do next.' },
    signal: { title: 'What we see', hint: 'What anybody could see.' },
  },
  parts: [{ name: 'Player', plays: 'Moves when it is their turn.' }],
  blocks: ['rounds'],
  cues: ['tacet'],
  debrief: ['How did you say no without a word?'],
}))

/** The one line by which the repertoire knows it. */
vi.mock('../../shared/formats/repertoire.ts', async (original) => {
  const { formats } = await original<{ formats: Format[] }>()
  return { formats: [...formats, silentChess] }
})

let server: InProcessServer
beforeAll(async () => {
  server = await InProcessServer.start()
})
afterAll(() => server.stop())

test('[FORMAT-2] a tenth format is known everywhere by its one object', () => {
  expect(formatId.options).toHaveLength(10)
  expect(spokenFormats.at(-1)).toMatchObject({ id: 'silent-chess', blocks: ['rounds'] })
  expect(spokenFormat('silent-chess').parts).toEqual([
    { name: 'Player', label: 'Player', plays: 'Moves when it is their turn.' },
  ])
})

test('[FORMAT-2] it is written for, made, listed, played to the end, carried out and in', async () => {
  const scenario = `title: Mute\nsummary: S\nformat: silent-chess\nminutes: 5\nsituation: X\ninjects: []\n`
  const session = await server.session({ format: 'silent-chess', scenario })
  const lead = await session.join('facilitator', 'Fay')
  const view = await server.api.session(session.id, lead.key)
  expect(view.format).toBe('silent-chess')
  for (const phase of ['play', 'debrief', 'closed'] as const) {
    expect(await server.command(lead, { type: 'phase.set', phase })).toMatchObject({ ok: true })
  }
  const text = await server.api.exportSession(session.id, lead.key)
  const copy = await server.api.importSession(adminToken, text)
  const listed = await server.api.listSessions(adminToken)
  expect(listed.map(({ id, format, phase }) => ({ id, format, phase }))).toEqual(
    expect.arrayContaining([
      { id: copy.id, format: 'silent-chess', phase: 'closed' },
      { id: session.id, format: 'silent-chess', phase: 'closed' },
    ]),
  )
})

test('[FORMAT-3] a session that was changed to it says so in the list and in its copy', async () => {
  const session = await server.session({ format: 'tabletop' })
  const lead = await session.join('facilitator', 'Fay')
  const reply = await server.command(lead, { type: 'format.set', format: 'silent-chess' })
  expect(reply).toMatchObject({ ok: true })
  const text = await server.api.exportSession(session.id, lead.key)
  const stage = stageIn(text)
  expect([changedFormat(stage), currentPhase(stage)]).toEqual(['silent-chess', 'lobby'])
  const copy = await server.api.importSession(adminToken, text)
  const listed = await server.api.listSessions(adminToken)
  for (const id of [session.id, copy.id]) {
    expect(listed.find((each) => each.id === id)?.format).toBe('silent-chess')
  }
})

function stageIn(text: string) {
  const { documents } = bundle.parse(JSON.parse(text))
  const doc = new Y.Doc()
  for (const { update } of must(documents.stage, 'the stage').rows) {
    Y.applyUpdate(doc, Buffer.from(update, 'base64'))
  }
  return stageDoc(doc)
}
