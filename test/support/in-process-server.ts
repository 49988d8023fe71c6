import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Api } from '../../client/net/api.ts'
import { LiveConnection } from '../../client/net/live-connection.ts'
import { startApp } from '../../server/app.ts'
import type { Config } from '../../server/config.ts'
import { readConfig } from '../../server/config.ts'
import { openLibrary } from '../../server/library/library.ts'
import { shippedScenarios } from '../../server/library/shipped-scenarios.ts'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import type { Store } from '../../server/log/store.ts'
import type { Logger } from '../../server/logger.ts'
import { openLogger } from '../../server/logger.ts'
import type { Time } from '../../server/time.ts'
import { systemTime } from '../../server/time.ts'
import { idsFrom } from '../../shared/ids.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { Role } from '../../shared/roles.ts'
import type { CreateSession, Joined } from '../../shared/wire/api.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Reply } from '../../shared/wire/reply.ts'

export const adminToken = 'the-admin-token-of-the-tests'

export interface ServerOptions {
  readonly store?: Store
  readonly time?: Time
  readonly limits?: Partial<Config['limits']>
  readonly logger?: Logger
  readonly trustedProxies?: number
  readonly onStorageLost?: () => void
}

/** A person who joined a session of a test, with what they hold. */
export type Person = Joined

/** The real server in this process, on a port of its own, with a memory store unless one is given. */
export class InProcessServer {
  readonly url: string
  readonly api: Api
  readonly stop: () => Promise<void>

  private constructor(url: string, stop: () => Promise<void>) {
    this.url = url
    this.api = new Api(url)
    this.stop = stop
  }

  static async start(options: ServerOptions = {}): Promise<InProcessServer> {
    const config = readConfig({ PORT: '0' })
    const { limits, trustedProxies = 0 } = options
    const app = await startApp(
      { ...config, trustedProxies, limits: { ...config.limits, ...limits } },
      {
        store: options.store ?? openMemoryStore(),
        library: await openLibrary(shippedScenarios()),
        time: options.time ?? systemTime,
        newId: idsFrom(randomBytes),
        random: Math.random,
        logger: options.logger ?? openLogger('silent'),
        adminToken,
        onStorageLost: options.onStorageLost ?? (() => undefined),
        clientFolder: fileURLToPath(new URL('../../dist/client', import.meta.url)),
      },
    )
    return new InProcessServer(app.url, () => app.stop())
  }

  get wsUrl(): string {
    return this.url.replace('http', 'ws')
  }

  /** Sends one command as a person, over a live connection of its own. */
  async command(person: Pick<Person, 'key'>, command: Command): Promise<Reply> {
    const live = new LiveConnection({ server: this.url, key: person.key })
    try {
      return await live.send(command)
    } finally {
      live.dispose()
    }
  }

  /** A new session and a way to join it in a role. */
  async session(wanted: Partial<CreateSession> = {}): Promise<TestSession> {
    const created = await this.api.createSession(adminToken, {
      title: 'A test',
      format: 'tabletop',
      ...wanted,
    })
    return {
      id: created.id,
      join: (role, name = role) => this.api.join(created.links[role].split('#')[1] ?? '', name),
    }
  }
}

export interface TestSession {
  readonly id: SessionId
  join(role: Role, name?: string): Promise<Person>
}
