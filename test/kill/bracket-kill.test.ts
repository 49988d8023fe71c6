import { expect, onTestFinished, test } from 'vitest'
import { Api } from '../../client/net/api.ts'
import { must } from '../../shared/invariants.ts'
import type { BracketEvent } from '../../shared/stage/bracket.ts'
import { readBrackets } from '../../shared/stage/stage-doc.ts'
import { OpenPage } from '../band/open-page.ts'
import { ServerProcess } from '../support/server-process.ts'
import { until } from '../support/until.ts'

const minute = 60_000

test('[BRACKET-7] killed inside a bracket and away over its end, the server tells all texts at its return, once', async () => {
  const server = await ServerProcess.start()
  onTestFinished(() => server.dispose())
  const api = new Api(server.base)
  const { links } = await api.createSession(server.adminToken, { title: 'Dark', format: 'gamelan' })
  const join = (link: string, name: string) => api.join(link.slice(link.indexOf('#') + 1), name)
  const noor = await join(links.facilitator, 'Noor')
  const ana = await join(links.participant, 'Ana')
  const pages = [noor, ana].map((joined) => new OpenPage(server.base, joined, () => Date.now()))
  const [stand, page] = [must(pages[0], 'a page'), must(pages[1], 'a page')]
  await Promise.all(pages.map((each) => each.settled()))

  await stand.send({ type: 'phase.set', phase: 'play' })
  await stand.send({ type: 'bracket.open', minutes: 1 })
  await until('the bracket is open', () => readBrackets(page.stage).length === 1)
  const { id: bracketId, wallAt } = must(readBrackets(page.stage)[0], 'the bracket')
  const text = 'written before the lights went out'
  expect(await page.send({ type: 'bracket.write', bracketId, text })).toMatchObject({ ok: true })
  await server.kill()
  for (const each of pages) each.dispose()
  await new Promise((resolve) => setTimeout(resolve, wallAt + minute - Date.now()))
  await server.restart()

  for (let returns = 0; returns < 2; returns += 1) {
    const again = new OpenPage(server.base, noor, () => Date.now())
    await until('it is revealed', () => readBrackets(again.stage)[0]?.state === 'revealed')
    expect(readBrackets(again.stage)[0]?.texts).toEqual([{ author: ana.participantId, text }])
    const events = again.stage.brackets.toJSON() as BracketEvent[]
    expect(events.filter(({ event }) => event === 'revealed')).toHaveLength(1)
    again.dispose()
    await server.kill()
    await server.restart()
  }
})
