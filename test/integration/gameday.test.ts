import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { planFields } from '../../shared/board/experiment-plan.ts'
import { must } from '../../shared/invariants.ts'
import { scriptDoc, readPlan } from '../../shared/script/script-doc.ts'
import { Guests } from '../support/guests.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { until } from '../support/until.ts'

let server: InProcessServer
const guests = new Guests()

beforeAll(async () => {
  server = await InProcessServer.start()
})
afterEach(() => guests.leave())
afterAll(() => server.stop())

test('[GAMEDAY-1] what a scenario prepares stands on the board when the first one comes, and is theirs to rewrite', async () => {
  const session = await server.session({ format: 'game-day', scenario: 'other-hall' })
  const [ana, ben, noor] = [
    await session.join('participant', 'Ana'),
    await session.join('participant', 'Ben'),
    await session.join('facilitator', 'Noor'),
  ]
  const [hers, his] = [await guests.connect(server, ana), await guests.connect(server, ben)]
  const planOf = (page: typeof hers) => boardDoc(page.ydoc).plan
  for (const field of planFields) expect(planOf(hers)[field].toJSON()).not.toBe('')
  expect(planOf(his).steadyState.toJSON()).toContain('420 requests/s')
  // Two at once at two ends of one text: both are kept.
  planOf(hers).abortRule.insert(0, 'Agreed: ')
  planOf(his).abortRule.insert(planOf(his).abortRule.length, ' Ben watches.')
  for (const page of [hers, his])
    await until('both are there', () => {
      const text = planOf(page).abortRule.toJSON()
      return text.startsWith('Agreed: ') && text.endsWith(' Ben watches.')
    })
  const script = await guests.connect(server, noor, 'script')
  expect(readPlan(scriptDoc(script.ydoc)).length).toBeGreaterThan(8)
})

test('[GAMEDAY-1] a scenario that prepares nothing leaves the fields empty, and the board without a row', async () => {
  const session = await server.session({ format: 'game-day', scenario: 'quiet-night' })
  const ana = await session.join('participant', 'Ana')
  const page = await guests.connect(server, ana)
  const { plan } = boardDoc(must(page, 'a page').ydoc)
  for (const field of planFields) expect(plan[field].toJSON()).toBe('')
  const { documents } = await server.api.history(session.id, ana.key)
  expect(documents.board).toBeUndefined()
})
