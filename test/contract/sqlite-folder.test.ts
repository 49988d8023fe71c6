import { readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, test } from 'vitest'
import { migrations } from '../../server/log/sqlite/migrations.ts'
import { openSqlite, temporaryFolder } from '../support/store.ts'
import { participantOf, rowOf, rowsOf, session, sessionOf, tokenOf } from './records.ts'
import { StoreProcess } from './store-process.ts'

const board = { sessionId: session('one'), doc: 'board' } as const

describe('what was saved', () => {
  test('[LOG-11] is there after closing and opening again', async () => {
    const folder = await temporaryFolder()
    const first = await openSqlite(folder)
    await first.registry.createSession(sessionOf('one'), [tokenOf('a')], rowsOf('board', 1, 3))
    await first.registry.addParticipant(participantOf('ada'), 'key of ada')
    await first.close()

    const { log, registry } = await openSqlite(folder)
    expect(await log.read(board)).toHaveLength(3)
    expect(await registry.sessions()).toEqual([sessionOf('one')])
    expect(await registry.token('hash of a')).toEqual(tokenOf('a'))
    expect(await registry.participantByKey('key of ada')).toEqual(participantOf('ada'))
    await log.append([rowOf('board', 4)])
    await expect(log.append([rowOf('board', 4)])).rejects.toThrow()
  })

  test('[LOG-11] is there after the process was killed', async () => {
    const folder = await temporaryFolder()
    const { process } = await StoreProcess.start(folder)
    for (const seq of [1, 2, 3]) {
      expect(await process.append({ doc: 'board', seq, size: 100 })).toEqual({ answer: 'saved' })
    }
    await process.kill()
    const { log } = await openSqlite(folder)
    expect((await log.read(board)).map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  test('[LOG-11] closing waits for writes under way, and leaves one whole file', async () => {
    const folder = await temporaryFolder()
    const store = await openSqlite(folder)
    const batches = Array.from({ length: 50 }, (_, index) => rowOf('board', index + 1))
    const writes = Promise.all(batches.map((row) => store.log.append([row])))
    await store.close()
    await writes
    expect((await readdir(folder)).sort()).toEqual(['gamelan.sqlite', 'lock.sqlite'])
    const again = await openSqlite(folder)
    expect(await again.log.read(board)).toHaveLength(50)
  })

  test('[LOG-11] a closed store refuses whatever is asked of it', async () => {
    const store = await openSqlite(await temporaryFolder())
    await store.close()
    await store.close()
    await expect(store.log.append([rowOf('board', 1)])).rejects.toMatchObject({ code: 'closed' })
    await expect(store.registry.sessions()).rejects.toMatchObject({ code: 'closed' })
  })
})

describe('the data folder', () => {
  test('[LOG-12] is made where it is missing, for its owner alone', async () => {
    const folder = join(await temporaryFolder(), 'not', 'yet')
    const { log } = await openSqlite(folder)
    await log.append([rowOf('board', 1)])
    expect(await modeOf(folder)).toBe('700')
    const files = (await readdir(folder)).sort()
    expect(files).toContain('gamelan.sqlite-wal')
    expect(new Set(await Promise.all(files.map((name) => modeOf(join(folder, name)))))).toEqual(
      new Set(['600']),
    )
  })

  test('[LOG-13] that cannot be written is refused in one sentence that says what to do', async () => {
    const file = join(await temporaryFolder(), 'file')
    await writeFile(file, '')
    const refused = openSqlite(join(file, 'data'))
    await expect(refused).rejects.toMatchObject({ code: 'unusable-folder' })
    await expect(refused).rejects.toThrow(/^The data folder .+ cannot be used: .+GAMELAN_DATA\.$/)
  })

  test('[LOG-13] that is read-only is refused in one sentence that says what to do', async () => {
    // Nobody writes into /proc, the almighty user neither, whom no mode of a folder holds.
    await expect(openSqlite('/proc')).rejects.toThrow(
      /^The data folder \/proc cannot be used: .+make it writable .+ GAMELAN_DATA\.$/,
    )
  })

  test('[LOG-13] that holds another kind of file is refused, and the file left alone', async () => {
    const folder = await temporaryFolder()
    const file = join(folder, 'gamelan.sqlite')
    await writeFile(file, 'Dear diary, '.repeat(100))
    await expect(openSqlite(folder)).rejects.toThrow(/not a database/)
    expect((await stat(file)).size).toBe(1200)
  })

  test('[LOG-13] of a newer Gamelan is refused, and opens there again', async () => {
    const folder = await temporaryFolder()
    await (await openSqlite(folder)).close()
    setVersion(folder, 99)
    await expect(openSqlite(folder)).rejects.toThrow(/newer version of Gamelan/)
    setVersion(folder, migrations.length)
    await openSqlite(folder)
  })

  test('[LOG-14] serves one store of a process at a time', async () => {
    const folder = await temporaryFolder()
    const first = await openSqlite(folder)
    await expect(openSqlite(folder)).rejects.toThrow(/another Gamelan is using it: stop that one/)
    await first.log.append([rowOf('board', 1)])
    await first.close()
    await openSqlite(folder)
  })

  test('[LOG-14] serves one process at a time, and is free once that is killed', async () => {
    const folder = await temporaryFolder()
    const { process } = await StoreProcess.start(folder)
    await expect(openSqlite(folder)).rejects.toThrow(/another Gamelan is using it/)
    const { said } = await StoreProcess.start(folder)
    expect(said).toMatchObject({
      refused: expect.stringContaining('another Gamelan is using it') as string,
    })
    await process.kill()
    await openSqlite(folder)
  })
})

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8)
}

function setVersion(folder: string, version: number): void {
  const database = new DatabaseSync(join(folder, 'gamelan.sqlite'))
  database.exec(`PRAGMA user_version = ${version}`)
  database.close()
}
