import { expect, onTestFinished, test } from 'vitest'
import { must } from '../../shared/invariants.ts'
import { seeded } from '../support/seeded.ts'
import { ServerProcess } from '../support/server-process.ts'
import { until } from '../support/until.ts'
import { Evening } from './evening.ts'

const isLong = process.env['GAMELAN_LONG'] === '1'
/** Kills of one server on one folder: 1,000 in all where there is time. */
const kills = 10
const seeds = Array.from({ length: isLong ? 100 : 1 }, (_, index) => 100 + index)
/** What happens when the lights go out: people write, many come at once, or the server has just started. */
const moments = ['writing', 'writing', 'coming', 'starting'] as const
const options = { writers: 2, injects: 20 * kills }

test.each(seeds)(
  `[SAVE-10] [SAVE-11] [SAVE-12] [LOG-50] [INJECT-60] [LOG-11] seed %i: killed ${kills} times while played, the server has what was acknowledged and what was seen`,
  async (seed) => {
    const random = seeded(seed)
    const env = { GAMELAN_MAX_COMMANDS_PER_SECOND: '10000' }
    const server = await ServerProcess.start({ env })
    onTestFinished(() => server.dispose())
    const evenings = [await start(server, random), await start(server, random)]
    for (let killed = 0; killed < kills; killed++) {
      const moment = must(moments[Math.floor(random() * moments.length)], 'a moment')
      await playUntilKilled(server, evenings, random, moment)
      if (moment === 'starting') {
        await killWhileStarting(server, random)
        killed += 1
      }
      await (random() < 0.5 ? withoutSurvivors(server, evenings) : withSurvivors(server, evenings))
    }
    for (const evening of evenings) await evening.expectEachInjectOnce()
    for (const evening of evenings) await evening.expectKept()
    expect(server.log).not.toContain('error')
  },
)

/** One of two sessions at once, in one server. */
async function start(server: ServerProcess, random: () => number): Promise<Evening> {
  const evening = await Evening.start(server, random, options)
  onTestFinished(() => evening.end())
  return evening
}

async function playUntilKilled(
  server: ServerProcess,
  evenings: readonly Evening[],
  random: () => number,
  moment: (typeof moments)[number],
): Promise<void> {
  for (const evening of evenings) evening.play()
  const enough = Math.floor(5 + random() * 30)
  await until('enough was played', () =>
    evenings.every(({ edits, isUnderWay }) => edits >= enough && isUnderWay),
  )
  if (moment === 'coming') for (const evening of evenings) evening.crowd()
  // Where in a commit the kill falls is left to the moment, not to an edit.
  await someTurns(random() * 40)
  const killed = server.kill()
  await Promise.all(evenings.map((evening) => evening.silence()))
  await killed
}

/** Those who kept their pages are on their way back then, with what they have written since. */
async function killWhileStarting(server: ServerProcess, random: () => number): Promise<void> {
  await server.restart()
  await someTurns(random() * 40)
  await server.kill()
}

async function someTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** Nobody brings anything back: what is there, the server had. */
async function withoutSurvivors(server: ServerProcess, evenings: readonly Evening[]) {
  for (const evening of evenings) evening.leave()
  await server.restart()
  await Promise.all(evenings.map((evening) => evening.enter()))
  for (const evening of evenings) await evening.expectKept()
}

async function withSurvivors(server: ServerProcess, evenings: readonly Evening[]) {
  for (const evening of evenings) evening.writeAlone()
  await server.restart()
  await Promise.all(evenings.map((evening) => evening.comeBack()))
  for (const evening of evenings) await evening.expectKept()
}
