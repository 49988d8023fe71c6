import { randomBytes, randomInt } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { idsFrom } from '../shared/ids.ts'
import type { App } from './app.ts'
import { startApp } from './app.ts'
import { readConfig } from './config.ts'
import { openLibrary } from './library/library.ts'
import { shippedScenarios } from './library/shipped-scenarios.ts'
import { openSqliteStore } from './log/sqlite/sqlite-store.ts'
import { openLogger } from './logger.ts'
import { newSecret } from './secrets.ts'
import { systemTime } from './time.ts'

/** The process: environment in, start-up lines out, signals heard. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const adminToken = config.adminToken ?? newSecret()
  const library = await openLibrary(shippedScenarios())
  const store = await openSqliteStore({ folder: config.dataFolder })
  const app = await startApp(config, {
    store,
    library,
    adminToken,
    time: systemTime,
    newId: idsFrom(randomBytes),
    random: () => randomInt(2 ** 47) / 2 ** 47,
    logger: openLogger(config.logLevel),
    // Whoever watches over the process starts it again; pages keep their edits meanwhile.
    onStorageLost: fail,
    clientFolder: fileURLToPath(new URL('../client', import.meta.url)),
  })
  const base = config.publicUrl ?? app.url
  console.log(`Gamelan is ready on ${base}`)
  if (config.adminToken === null) console.log(`Admin link: ${base}/#admin=${adminToken}`)
  stopOnSignal(app)
}

function stopOnSignal(app: App): void {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function fail(error: unknown): never {
  console.error(`Gamelan cannot go on. ${explain(error)}`)
  process.exit(1)
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : null
  if (code === 'EADDRINUSE') return 'The port is taken. Choose another with PORT=3001.'
  if (code === 'EACCES')
    return 'The port is not ours to open. Choose one above 1024 with PORT=3000.'
  if (code === 'EADDRNOTAVAIL')
    return 'This machine has no such address. Set HOST to one of its own.'
  return error.message
}

main().catch(fail)
