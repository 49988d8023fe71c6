import { afterAll, beforeAll, expect, test } from 'vitest'
import { scenarioFile } from '../../client/conduct/scenario-file.ts'
import { Api } from '../../client/net/api.ts'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { frameAt } from '../../shared/replay/frame.ts'
import { historyRow } from '../../shared/replay/history-row.ts'
import { must } from '../../shared/invariants.ts'
import {
  readLandings,
  readPlan,
  readPreparedAnswers,
  readRunHead,
  scriptDoc,
} from '../../shared/script/script-doc.ts'
import { readTranscript } from '../../shared/script/transcript-script.ts'
import { adminToken, InProcessServer } from '../support/in-process-server.ts'

let server: InProcessServer

beforeAll(async () => {
  server = await InProcessServer.start()
})
afterAll(() => server.stop())

/** The scenario of a session, as its facilitator downloads it. */
async function downloaded({ id, links }: CreatedSession): Promise<string> {
  const api = new Api(server.url)
  const { key } = await api.join(links.facilitator.replace(/^.*#/, ''), 'Noor')
  const { documents } = await api.history(id, key)
  const rows = must(documents['script'], 'the script').rows.map(historyRow)
  const script = scriptDoc(frameAt(rows, rows.length))
  const view = {
    plan: readPlan(script),
    landings: readLandings(script),
    runHead: readRunHead(script),
    wheel: script.wheel,
    preparedAnswers: readPreparedAnswers(script),
    transcriptLines: readTranscript(script.transcript, 1),
  }
  const session = { title: 'Again', format: 'tabletop', situation: null } as const
  const file = scenarioFile(view, { ...session, nameOf: () => 'Noor' })
  if (!file.ok) throw new Error(file.problem)
  return file.text
}

test('[SCENARIO-23] the scenario of a session makes a new one, of which the scenario is the same', async () => {
  const api = new Api(server.url)
  const make = (scenario: string) =>
    api.createSession(adminToken, { title: 'Again', format: 'tabletop', scenario })
  const first = await downloaded(await make('replication-lag'))
  expect(first).toContain('situation:')
  expect(await downloaded(await make(first))).toBe(first)
})
