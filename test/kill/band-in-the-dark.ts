import { expect } from 'vitest'
import { Api } from '../../client/net/api.ts'
import type { FormatId } from '../../shared/formats/format.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import type { Joined } from '../../shared/wire/api.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { OpenPage } from '../band/open-page.ts'
import { ServerProcess } from '../support/server-process.ts'
import { until } from '../support/until.ts'

type Name = 'noor' | 'ana' | 'bo'

/** A facilitator and two who play in a session of their own, with what each has open, on a server that is killed. */
export class BandInTheDark {
  readonly server: ServerProcess
  readonly #joined: Record<Name, Joined>
  pages: Record<Name, OpenPage>

  private constructor(server: ServerProcess, joined: Record<Name, Joined>) {
    this.server = server
    this.#joined = joined
    this.pages = this.#open()
  }

  /** Whoever calls it calls `leave` in the end. */
  static async gather(format: FormatId): Promise<BandInTheDark> {
    const server = await ServerProcess.start()
    const api = new Api(server.base)
    const { links } = await api.createSession(server.adminToken, { title: 'Dark', format })
    const join = (link: string, name: string) => api.join(link.slice(link.indexOf('#') + 1), name)
    return new BandInTheDark(server, {
      noor: await join(links.facilitator, 'Noor'),
      ana: await join(links.participant, 'Ana'),
      bo: await join(links.participant, 'Bo'),
    })
  }

  get stage(): StageDoc {
    return this.pages.noor.stage
  }

  idOf(name: Name): ParticipantId {
    return this.#joined[name].participantId
  }

  async do(name: Name, command: Command): Promise<void> {
    await Promise.all(Object.values(this.pages).map((page) => page.settled()))
    expect(await this.pages[name].send(command)).toMatchObject({ ok: true })
  }

  /** What the stage has of something, once there is so much of it. */
  async read<Item>(of: (stage: StageDoc) => readonly Item[], count: number) {
    await until('all of it is there', () => of(this.stage).length >= count, 20_000)
    return of(this.stage)
  }

  /** Kills the server and starts it again so many milliseconds later; everybody opens a new page. */
  async darkness(lasts = 0): Promise<void> {
    await this.server.kill()
    await new Promise((resolve) => setTimeout(resolve, lasts))
    await this.server.restart()
    this.#close()
    this.pages = this.#open()
  }

  async leave(): Promise<void> {
    this.#close()
    await this.server.dispose()
  }

  #open(): Record<Name, OpenPage> {
    const open = (name: Name) =>
      new OpenPage(this.server.base, this.#joined[name], () => Date.now())
    return { noor: open('noor'), ana: open('ana'), bo: open('bo') }
  }

  #close(): void {
    for (const page of Object.values(this.pages)) page.dispose()
  }
}
