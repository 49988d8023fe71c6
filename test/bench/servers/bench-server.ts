import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { must } from '../../../shared/invariants.ts'
import { workFolder } from '../work-folder.ts'
import { pinned } from './cores.ts'
import type { ServerName } from './server-name.ts'

const programs: Record<ServerName, string> = {
  gamelan: 'dist/server/main.js',
  before: 'dist/server/main.js',
  'y-websocket': 'test/bench/peers/y-websocket.mjs',
  hocuspocus: 'test/bench/peers/hocuspocus.mjs',
  relay: 'test/bench/peers/relay.mjs',
}

/** The load is no attack, though it looks like one: as many people from one address as there are. */
const limits = {
  GAMELAN_MAX_CONNECTIONS_PER_ADDRESS: '100000',
  GAMELAN_MAX_CONNECTIONS_PER_SESSION: '100000',
  GAMELAN_MAX_PARTICIPANTS: '100000',
  GAMELAN_MAX_UPDATES_PER_SECOND: '1000000',
  GAMELAN_MAX_FRAMES_PER_SECOND: '1000000',
  GAMELAN_MAX_FRAME_BYTES: String(64 * 1024 * 1024),
  GAMELAN_MAX_DOCUMENT_BYTES: String(1024 * 1024 * 1024),
}

/** So long a server may take to end in good order, in milliseconds. */
const patience = 20_000

export interface BenchServerOptions {
  readonly name: ServerName
  readonly env?: Readonly<Record<string, string>>
  /** The folder whose build is `before`. */
  readonly before?: string | undefined
}

/** One of the servers as a process of its own, on a fresh data folder. */
export class BenchServer {
  readonly name: ServerName
  readonly adminToken = randomBytes(24).toString('base64url')
  readonly #options: BenchServerOptions
  readonly #data = mkdtempSync(join(workFolder(), 'data-'))
  #child: ChildProcess | null = null
  #port = 0
  #log = ''

  constructor(options: BenchServerOptions) {
    this.name = options.name
    this.#options = options
  }

  get base(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get isRunning(): boolean {
    return this.#child !== null
  }

  get pid(): number {
    return must(this.#child?.pid, 'a running server')
  }

  /** Starts it, again on the same port and data; resolves when it answers. */
  async start(): Promise<void> {
    const [command, args] = pinned('server', [...nodeFlags(), this.#program()])
    const child = spawn(command, args, { env: this.#environment(), stdio: 'pipe' })
    this.#child = child
    this.#log = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => this.#onLog(text))
    }
    this.#port = await this.#portFromLog(child)
    while ((await fetch(`${this.base}/healthz`).catch(() => null))?.status !== 200);
  }

  /** Ends it in good order; by force where it takes too long. */
  async stop(): Promise<void> {
    const force = setTimeout(() => this.#child?.kill('SIGKILL'), patience)
    await this.#end('SIGTERM')
    clearTimeout(force)
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async dispose(): Promise<void> {
    await this.stop()
    rmSync(this.#data, { recursive: true, force: true })
  }

  #program(): string {
    const { name, before } = this.#options
    return resolve(name === 'before' ? must(before, 'another build') : '.', programs[name])
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      ...limits,
      PORT: String(this.#port),
      HOST: '127.0.0.1',
      GAMELAN_DATA: this.#data,
      GAMELAN_ADMIN_TOKEN: this.adminToken,
      BENCH_DATA: this.#data,
      NODE_ENV: 'production',
      ...this.#options.env,
    }
  }

  #onLog(text: string): void {
    const mostKept = 10_000
    this.#log = (this.#log + text).slice(-mostKept)
  }

  #portFromLog(child: ChildProcess): Promise<number> {
    return new Promise((resolve, reject) => {
      child.stdout?.on('data', () => {
        const found = /https?:\/\/[^\s/:]+:(\d+)/.exec(this.#log)
        if (found) resolve(Number(found[1]))
      })
      child.once('close', () => reject(new Error(`${this.name} did not start:\n${this.#log}`)))
    })
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const closed = new Promise((resolve) => child.once('close', resolve))
    child.kill(signal)
    await closed
  }
}

/** For whoever looks for what costs: `BENCH_NODE_FLAGS="--cpu-prof --cpu-prof-dir=/tmp/profiles"`. */
function nodeFlags(): string[] {
  return process.env.BENCH_NODE_FLAGS?.split(' ') ?? []
}
