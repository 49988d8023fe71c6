import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Api } from '../../client/net/api.ts'
import type { ServerProcessOptions } from '../support/server-process.ts'
import { ServerProcess } from '../support/server-process.ts'

const servers: ServerProcess[] = []

async function start(options?: ServerProcessOptions): Promise<ServerProcess> {
  const server = await ServerProcess.start(options)
  servers.push(server)
  return server
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.dispose()
})

test('[OPS-3] a server that was given no admin token prints one link with a token that works', async () => {
  const server = await start({ env: { GAMELAN_ADMIN_TOKEN: undefined } })
  const links = [...server.log.matchAll(/\S+\/#admin=(\S+)/g)]
  expect(links).toHaveLength(1)
  const token = links[0]?.[1] ?? ''
  expect(token.length).toBeGreaterThanOrEqual(22)
  expect(await new Api(server.base).listSessions(token)).toEqual([])
})

test('[OPS-3] an admin token that was set is never printed', async () => {
  const server = await start()
  await new Api(server.base).listSessions(server.adminToken)
  await server.stop()
  expect(server.log).not.toContain(server.adminToken)
  expect(server.log).not.toContain('#admin')
})

test('[OPS-4] a port that is taken is one clear line and exit code 1', async () => {
  const { base } = await start()
  const port = Number(new URL(base).port)
  await expect(start({ port })).rejects.toThrow(
    /exit code 1\). It said:\n[^\n]*port is taken[^\n]*\n$/,
  )
})

test('[OPS-4] a data folder that cannot be is one clear line and exit code 1', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gamelan-'))
  writeFileSync(join(folder, 'file'), '')
  const data = join(folder, 'file', 'data')
  await expect(start({ data })).rejects.toThrow(/exit code 1\). It said:\n[^\n]+\n$/)
  rmSync(folder, { recursive: true })
})

test('[OPS-4] a setting that makes no sense is named, with exit code 1', async () => {
  await expect(start({ env: { PORT: 'three' } })).rejects.toThrow(
    /exit code 1\). It said:\n[^\n]*PORT[^\n]*\n$/,
  )
})

test('[OPS-6] asked to end, the server ends with code 0 and has everything when it is back', async () => {
  const server = await start()
  const api = new Api(server.base)
  const { id } = await api.createSession(server.adminToken, { title: 'Kept', format: 'gamelan' })
  expect(await server.stop()).toBe(0)
  await server.restart()
  const sessions = await api.listSessions(server.adminToken)
  expect(sessions.map((each) => each.id)).toEqual([id])
})
