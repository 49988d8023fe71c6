import { setMaxListeners } from 'node:events'
import type * as Y from 'yjs'
import { Api } from '../../client/net/api.ts'
import { must } from '../../shared/invariants.ts'
import type { SessionLinks } from '../../shared/wire/api.ts'
import type { Seat } from './bandmate.ts'
import { Bandmate } from './bandmate.ts'
import { Chance } from './chance.ts'
import type { Lead } from './conductor.ts'
import { Conductor } from './conductor.ts'
import { contentOf, whenAlike } from './convergence.ts'
import { playOn } from './moves.ts'
import { names } from './repertoire.ts'
import type { Sleep } from './tempo.ts'
import { sleep, Tempo } from './tempo.ts'
import { temperaments } from './temperament.ts'

export interface BandOptions {
  /** `http://host:port` of the server. */
  readonly base: string
  readonly links: Pick<SessionLinks, 'participant'> & Partial<SessionLinks>
  /** How many participants. Default 5. */
  readonly size?: number
  /** Same seed, same choices where the players see the same. Default 1. */
  readonly seed?: number
  /** Actions per second of each player, Infinity for as fast as it goes. Default 1. */
  readonly tempo?: number
  /** Where given, a conductor leads the session by its facilitator link. */
  readonly lead?: Lead
  readonly sleep?: Sleep
  /** Wall moment in milliseconds since the epoch. */
  readonly now?: () => number
}

/** How long to play: milliseconds, until something happens, or a number of actions each. */
export type Playing =
  { readonly for: number } | { readonly until: Promise<unknown> } | { readonly actions: number }

/** How long a last word to the server may take, in milliseconds. */
const mostPatience = 2_000

/** Simulated participants who join by a link over the real doors and play together. */
export class Band {
  readonly players: readonly Bandmate[]
  readonly conductor: Conductor | null
  readonly #sleep: Sleep
  readonly #stop = new AbortController()
  #playing: Promise<unknown> = Promise.resolve()

  private constructor(players: Bandmate[], conductor: Conductor | null, wait: Sleep) {
    this.players = players
    this.conductor = conductor
    this.#sleep = wait
  }

  /** Resolves when everyone sits at the board. Rejects where the server refuses one of them. */
  static async join(options: BandOptions): Promise<Band> {
    const { size = 5, seed = 1, lead, sleep: wait = sleep } = options
    const chance = new Chance(seed)
    const players: Bandmate[] = []
    for (let at = 0; at < size; at += 1) {
      players.push(await Bandmate.join(seatOf(options, chance, 'participant', { at, of: size })))
    }
    const stand = { at: 0, of: Infinity }
    const conductor = lead
      ? await Conductor.join(seatOf(options, chance, 'facilitator', stand), lead)
      : null
    return new Band(players, conductor, wait)
  }

  /** Plays until what was asked for is over. What went wrong is in `problems`. */
  async play(playing: Playing): Promise<void> {
    const enough = new AbortController()
    const stop = AbortSignal.any([enough.signal, this.#stop.signal])
    // Everybody listens to the one signal, however many they are.
    setMaxListeners(0, stop)
    const most = 'actions' in playing ? playing.actions : Infinity
    if ('for' in playing) void this.#sleep(playing.for, stop).then(() => enough.abort())
    if ('until' in playing) void playing.until.finally(() => enough.abort())
    const turns = this.players.map((mate, at) =>
      playOn(mate, must(temperaments[at % temperaments.length], 'a temperament'), { stop, most }),
    )
    this.#playing = Promise.all([...turns, this.conductor?.lead({ stop, most })])
    await this.#playing
  }

  /** What the server refused anybody, and what broke, with whom. Empty while all is well. */
  get problems(): string[] {
    return this.#everyone.flatMap(({ seat, problems }) =>
      problems.map((each) => `${seat.name}: ${each}`),
    )
  }

  /** Brings everybody back and resolves when all is saved and all see the same. */
  async settled(): Promise<void> {
    for (const mate of this.#everyone) mate.comeBack()
    await Promise.all(this.#everyone.map(({ page }) => page.settled()))
    await whenAlike(this.#boards)
    await whenAlike(this.#stages)
  }

  /** Throws where two people see different boards or stages. Call it when `settled`. */
  assertConverged(): void {
    for (const part of ['board', 'stage'] as const) {
      const [first, ...rest] = this.#everyone.map(({ page }) => contentOf(page[part]))
      const different = rest.find((each) => each !== first)
      if (different !== undefined) throw new Error(`Not alike:\n${first}\n${different}`)
    }
  }

  /** Ends the play and lets go of every connection, also where the server has gone. */
  async stop(): Promise<void> {
    this.#stop.abort()
    const patience = new AbortController()
    await Promise.race([this.#playing, sleep(mostPatience, patience.signal)])
    patience.abort()
    for (const mate of this.#everyone) mate.leave()
  }

  get #everyone(): Bandmate[] {
    return this.conductor ? [this.conductor.mate, ...this.players] : [...this.players]
  }

  get #boards(): Y.Doc[] {
    return this.#everyone.map(({ page }) => must(page.board.cards.doc, 'the board'))
  }

  get #stages(): Y.Doc[] {
    return this.#everyone.map(({ page }) => must(page.stage.clock.doc, 'the stage'))
  }
}

function seatOf(
  { base, links, tempo = 1, sleep: wait = sleep, now = Date.now }: BandOptions,
  chance: Chance,
  role: 'participant' | 'facilitator',
  share: Seat['share'],
): Seat {
  const own = chance.fork()
  const url = must(links[role], `the ${role} link`)
  const name = role === 'facilitator' ? 'Matti' : must(names[share.at % names.length], 'a name')
  return {
    api: new Api(base),
    base,
    token: url.slice(url.indexOf('#') + 1),
    name,
    chance: own,
    tempo: new Tempo(tempo, wait, own.fork()),
    now,
    share,
  }
}
