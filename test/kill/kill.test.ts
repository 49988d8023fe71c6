import { expect, onTestFinished, test } from 'vitest'
import { seeded } from '../support/seeded.ts'
import { ServerProcess } from '../support/server-process.ts'
import { until } from '../support/until.ts'
import { Evening } from './evening.ts'

const isLong = process.env['GAMELAN_LONG'] === '1'
/** Kills of one server on one folder. */
const kills = 5
const seeds = Array.from({ length: isLong ? 12 : 1 }, (_, index) => 100 + index)

test.each(seeds)(
  `[SAVE-10] [SAVE-11] [SAVE-12] [LOG-50] [INJECT-60] seed %i: killed ${kills} times while played, the server has what was acknowledged and what was seen`,
  async (seed) => {
    const random = seeded(seed)
    const env = { GAMELAN_MAX_COMMANDS_PER_SECOND: '10000' }
    const server = await ServerProcess.start({ env })
    onTestFinished(() => server.dispose())
    const evenings: Evening[] = []
    for (let kill = 0; kill < kills; kill++) {
      const tonight = await start(server, random)
      evenings.push(...tonight)
      await playUntilKilled(server, tonight, random)
      await (kill % 2 === 0 ? withoutSurvivors(server, tonight) : withSurvivors(server, tonight))
      for (const evening of tonight) await evening.expectEachInjectOnce()
      for (const evening of tonight) evening.end()
    }
    for (const evening of evenings) await evening.expectNothingLost()
  },
)

/** Two sessions at once, in one server. */
async function start(server: ServerProcess, random: () => number): Promise<Evening[]> {
  const evenings = [await Evening.start(server, random), await Evening.start(server, random)]
  onTestFinished(() => {
    for (const evening of evenings) evening.end()
  })
  for (const evening of evenings) await evening.play()
  return evenings
}

async function playUntilKilled(
  server: ServerProcess,
  evenings: readonly Evening[],
  random: () => number,
): Promise<void> {
  const enough = Math.floor(20 + random() * 300)
  await until('enough was played', () =>
    evenings.every(({ edits, isUnderWay }) => edits >= enough && isUnderWay),
  )
  // Where in a commit the kill falls is left to the moment, not to an edit.
  for (let turns = Math.floor(random() * 40); turns > 0; turns--) {
    await new Promise((resolve) => setImmediate(resolve))
  }
  await server.kill()
  await Promise.all(evenings.map((evening) => evening.silence()))
}

/** Nobody brings anything back: what is there, the server had. */
async function withoutSurvivors(server: ServerProcess, evenings: readonly Evening[]) {
  for (const evening of evenings) evening.leave()
  await server.restart()
  for (const evening of evenings) {
    await evening.expectNothingLost()
    await evening.expectWelcome()
  }
}

async function withSurvivors(server: ServerProcess, evenings: readonly Evening[]) {
  for (const evening of evenings) evening.writeAlone()
  await server.restart()
  for (const evening of evenings) {
    await evening.expectAgreement()
    await evening.expectNothingLost()
  }
  expect(server.log).not.toContain('error')
}
