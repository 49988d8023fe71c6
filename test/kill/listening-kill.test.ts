import { expect, onTestFinished, test } from 'vitest'
import { Api } from '../../client/net/api.ts'
import { must } from '../../shared/invariants.ts'
import { readChannel, readOwnBlind, readTags } from '../../shared/stage/stage-doc.ts'
import { OpenPage } from '../band/open-page.ts'
import { ServerProcess } from '../support/server-process.ts'
import { until } from '../support/until.ts'

const second = 1_000
/** A line every twenty seconds; at twenty times its speed, one a second. */
const lines = Array.from({ length: 8 }, (_, n) => ({
  at: n * 20 * second,
  who: 'Kim',
  text: `line ${n}`,
}))

const linesIn = ({ stage }: OpenPage) =>
  readChannel(stage).flatMap(({ text, line }) => (line ? [text] : []))
const upTo = (count: number) => lines.slice(0, count).map(({ text }) => text)

test('[TRANSCRIPT-3] [TAG-6] killed while it is listened to, the server has the lines of the outage come at its return, once and in order', async () => {
  const server = await ServerProcess.start()
  onTestFinished(() => server.dispose())
  const api = new Api(server.base)
  const session = { title: 'Dark', format: 'incident-flow' } as const
  const { links } = await api.createSession(server.adminToken, session)
  const join = (link: string, name: string) => api.join(link.slice(link.indexOf('#') + 1), name)
  const open = async (link: string, name: string) => {
    const page = new OpenPage(server.base, await join(link, name), () => Date.now())
    onTestFinished(() => page.dispose())
    await page.settled()
    return page
  }
  const stand = await open(links.facilitator, 'Noor')
  const [ana, bo] = [await open(links.participant, 'Ana'), await open(links.participant, 'Bo')]

  const transcript = { begins: null, lines }
  for (const command of [
    { type: 'phase.set', phase: 'play' },
    { type: 'transcript.load', transcript },
    { type: 'tag.blind', on: true },
    { type: 'transcript.play', speed: 20 },
  ] as const) {
    expect(await stand.send(command)).toMatchObject({ ok: true })
  }
  await until('two lines have come', () => linesIn(ana).length >= 2)
  const { id: messageId } = must(readChannel(ana.stage)[0], 'a message')
  const tag = { type: 'tag.set', messageId, kind: 'signal', on: true } as const
  expect(await ana.send(tag)).toMatchObject({ ok: true })

  await server.kill()
  const before = linesIn(ana).length
  await new Promise((resolve) => setTimeout(resolve, 3 * second))
  await server.restart()
  await until('what fell due has come', () => linesIn(ana).length >= before + 3, 20 * second)
  await until('all of it has come', () => linesIn(bo).length === lines.length, 20 * second)
  for (const page of [stand, ana, bo]) expect(linesIn(page)).toEqual(upTo(lines.length))

  expect([...readOwnBlind(ana.inbox).kinds.keys()]).toEqual([messageId])
  expect(readTags(bo.stage).size).toBe(0)
  expect(await stand.send({ type: 'tag.reveal' })).toMatchObject({ ok: true })
  await until('the tag is told', () => readTags(bo.stage).size > 0)
})
