import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Api } from '../../client/net/api.ts'
import { readCards } from '../../shared/board/board-doc.ts'
import { currentPhase, readRoster } from '../../shared/stage/stage-doc.ts'
import { OpenPage } from '../band/open-page.ts'
import { until } from '../support/until.ts'

/** Where the demo puts what is temporary. */
const temporary = mkdtempSync(join(tmpdir(), 'gamelan-demo-'))
const patiently = { timeout: 180_000 }
let child: ChildProcess | null = null
let said = ''

afterEach(() => {
  child?.kill('SIGKILL')
  rmSync(temporary, { recursive: true })
})

test('[OPS-7] the demo shows a session in play, and leaves nothing behind', patiently, async () => {
  child = spawn(process.execPath, ['--import', 'tsx', 'test/band/demo.ts'], {
    env: { ...process.env, PORT: '0', GAMELAN_DATA: undefined, TMPDIR: temporary },
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text))
  }
  await until('the demo prints its links', () => linkTo('watch'), 60_000)
  const [, base = '', token = ''] = /^(\S+)\/join#(\S+)$/.exec(linkTo('watch') ?? '') ?? []
  const page = new OpenPage(base, await new Api(base).join(token, 'A visitor'), Date.now)
  await until(
    'the band is in play',
    () => {
      const { stage, board } = page
      return currentPhase(stage) === 'play' && readCards(board).length > 0
    },
    60_000,
  )
  expect(readRoster(page.stage)).toHaveLength(7)
  page.dispose()

  const ended = new Promise((resolve) => child?.once('close', resolve))
  child.kill('SIGINT')
  expect(await ended).toBe(0)
  expect(readdirSync(temporary)).not.toContainEqual(expect.stringContaining('gamelan-'))
})

function linkTo(what: string): string | undefined {
  return new RegExp(`to ${what} +(\\S+)`).exec(said)?.[1]
}
