import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from '../../shared/invariants.ts'

export interface ServerProcessOptions {
  /** 0, the default, asks the system for a free one. */
  readonly port?: number
  /** The data folder; a temporary one, removed in the end, where none is given. */
  readonly data?: string
  readonly env?: Readonly<Record<string, string | undefined>>
}

/**
 * The built server as a process of its own, as people run it: it can be killed and started again
 * on the same folder and port. What it printed is in `log`.
 */
export class ServerProcess {
  readonly adminToken = randomBytes(24).toString('base64url')
  readonly data: string
  log = ''
  readonly #options: ServerProcessOptions
  #child: ChildProcess | null = null
  #port: number

  private constructor(options: ServerProcessOptions) {
    this.#options = options
    this.#port = options.port ?? 0
    this.data = options.data ?? mkdtempSync(join(tmpdir(), 'gamelan-'))
  }

  /** Starts a server and waits until it is ready. Rejects with its log where it ends instead. */
  static async start(options: ServerProcessOptions = {}): Promise<ServerProcess> {
    const server = new ServerProcess(options)
    try {
      await server.restart()
    } catch (error) {
      await server.dispose()
      throw error
    }
    return server
  }

  /** `http://127.0.0.1:port`, without a trailing slash. */
  get base(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get pid(): number {
    return must(this.#child?.pid, 'a running server')
  }

  /** Starts it again on the same folder and port, after `stop` or `kill`. */
  async restart(): Promise<void> {
    const from = this.log.length
    const child = spawn(process.execPath, ['dist/server/main.js'], {
      env: { ...process.env, GAMELAN_PUBLIC_URL: undefined, ...this.#env() },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.log += text))
    }
    this.#port = await this.#portFromLog(child, from)
    await this.#ready(child)
  }

  /** Asks it to end (SIGTERM) and gives its exit code. */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM')
  }

  /** Ends it as a power cut would (SIGKILL). */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Stops it and removes its temporary folder. */
  async dispose(): Promise<void> {
    await this.stop()
    if (this.#options.data === undefined) rmSync(this.data, { recursive: true, force: true })
  }

  #env(): Record<string, string | undefined> {
    return {
      PORT: String(this.#port),
      HOST: '127.0.0.1',
      GAMELAN_DATA: this.data,
      GAMELAN_ADMIN_TOKEN: this.adminToken,
      ...this.#options.env,
    }
  }

  #portFromLog(child: ChildProcess, from: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = /https?:\/\/[^\s/:]+:(\d+)/.exec(this.log.slice(from))
        if (found) resolve(Number(found[1]))
      }
      child.stdout?.on('data', look)
      child.stderr?.on('data', look)
      child.once('close', (code) => reject(this.#ended(code)))
    })
  }

  async #ready(child: ChildProcess): Promise<void> {
    while (child.exitCode === null && child.signalCode === null) {
      const answer = await fetch(`${this.base}/healthz`).catch(() => null)
      if (answer?.status === 200) return
      await new Promise((resolve) => setImmediate(resolve))
    }
    throw this.#ended(child.exitCode)
  }

  #ended(code: number | null): Error {
    return new Error(`The server did not start (exit code ${code}). It said:\n${this.log}`)
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const child = this.#child
    if (!child) return null
    this.#child = null
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
    child.kill(signal)
    return exit
  }
}
