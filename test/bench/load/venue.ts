import { Api } from '../../../client/net/api.ts'
import { must } from '../../../shared/invariants.ts'
import type { CreatedSession } from '../../../shared/wire/api.ts'
import type { ServerName } from '../servers/server-name.ts'
import { builds } from '../servers/server-name.ts'
import { dialectOf } from './dialect.ts'
import type { Seat } from './person.ts'

export interface VenueOptions {
  readonly server: ServerName
  /** `http://127.0.0.1:port`. */
  readonly base: string
  readonly adminToken: string
}

/** A board of the server under load, to which people are let in one by one. */
export interface Board {
  seat(): Promise<Seat>
}

/** Where boards are opened: the product asks for sessions and names, its peers for nothing. */
export class Venue {
  readonly #options: VenueOptions
  readonly #api: Api
  #boards = 0

  constructor(options: VenueOptions) {
    this.#options = options
    this.#api = new Api(options.base)
  }

  async openBoard(): Promise<Board> {
    this.#boards += 1
    if (!builds.includes(this.#options.server)) return this.#named(`board-${this.#boards}`)
    const session = await this.#api.createSession(this.#options.adminToken, {
      title: `Board ${this.#boards}`,
      format: 'tabletop',
    })
    return { seat: () => this.#join(session) }
  }

  #named(name: string): Board {
    const { server } = this.#options
    const seat = { port: this.#port, path: `/${name}`, dialect: dialectOf(server, name) }
    return { seat: () => Promise.resolve(seat) }
  }

  async #join({ links }: CreatedSession): Promise<Seat> {
    const token = must(links.participant.split('#')[1], 'a token')
    const { sessionId, key } = await this.#api.join(token, 'Somebody')
    const path = `/sync/${sessionId}/board?ack=1&key=${encodeURIComponent(key)}`
    return { port: this.#port, path, dialect: dialectOf('gamelan', 'board') }
  }

  get #port(): number {
    return Number(new URL(this.#options.base).port)
  }
}
