import { webcrypto } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import type * as Y from 'yjs'
import type { CardId } from '../../../shared/ids.ts'
import { idsFrom } from '../../../shared/ids.ts'
import { must } from '../../../shared/invariants.ts'
import type { SessionLinks } from '../../../shared/wire/api.ts'
import { Bandmate } from '../../band/bandmate.ts'
import { boardMoves } from '../../band/board-moves.ts'
import { Chance } from '../../band/chance.ts'
import { Conductor } from '../../band/conductor.ts'
import { talkMoves } from '../../band/talk-moves.ts'
import { usual } from '../../band/temperament.ts'
import { actionsASecond } from './peoples-tempo.ts'
import { seatOf } from './seat-of.ts'
import { seedBoard } from './seeded-board.ts'

export interface CrowdOptions {
  /** `http://host:port` of the server. */
  readonly base: string
  readonly links: SessionLinks
  /** How many play, besides the facilitator. */
  readonly people: number
  /** How many cards are on the board before they play. */
  readonly cards: number
  /** The cards that come while they play, `everySeconds` one. */
  readonly arriving: { readonly most: number; readonly everySeconds: number }
}

const moveByName = { ...boardMoves, ...talkMoves }
const moveNames = Object.keys(moveByName) as (keyof typeof moveByName)[]
const newId = idsFrom((length) => webcrypto.getRandomValues(new Uint8Array(length)))

/**
 * The band, in numbers: each thinks of one move a beat and makes it where the board allows. (A band
 * weighs every move before each, which for thirty people at a large board takes a core of its own.)
 */
export class Crowd {
  /** The card at the top of the hypotheses. */
  readonly firstCard: CardId
  /** How many moves were made, and letters and other changes of the board they came down to. */
  moves = 0
  changes = 0
  readonly #mates: readonly Bandmate[]
  readonly #options: CrowdOptions
  readonly #stop = new AbortController()

  private constructor(mates: readonly Bandmate[], firstCard: CardId, options: CrowdOptions) {
    this.#mates = mates
    this.firstCard = firstCard
    this.#options = options
    for (const { page } of mates) this.#countChanges(must(page.board.cards.doc, 'the board'))
  }

  /** Resolves when everybody is in, the board has its cards and play is open. */
  static async join(options: CrowdOptions): Promise<Crowd> {
    const chance = new Chance(1)
    const seat = (role: 'participant' | 'facilitator', at: number) =>
      seatOf({ ...options, role, chance, at })
    const mates: Bandmate[] = []
    for (let at = 0; at < options.people; at += 1) {
      mates.push(await Bandmate.join(seat('participant', at)))
    }
    const { page, me } = must(mates[0], 'somebody')
    const by = { me: me.participantId, newId, at: Date.now() }
    const first = seedBoard(page.board, options.cards, by)
    await page.settled()
    const lead = { speed: 4, length: Infinity }
    await (await Conductor.join(seat('facilitator', 0), lead)).open()
    return new Crowd(mates, first, options)
  }

  /** What the server refused anybody. */
  get problems(): string[] {
    return this.#mates.flatMap(({ problems }) => problems)
  }

  play(): void {
    const stop = this.#stop.signal
    // Everybody listens to the one signal, however many they are.
    setMaxListeners(0, stop)
    for (const mate of this.#mates) void this.#playOn(mate, stop)
    void this.#bringCards(stop)
  }

  stop(): void {
    this.#stop.abort()
  }

  #countChanges(board: Y.Doc): void {
    board.on('afterTransaction', ({ local, changed }: Y.Transaction) => {
      if (local && changed.size > 0) this.changes += 1
    })
  }

  async #playOn(mate: Bandmate, stop: AbortSignal): Promise<void> {
    for (;;) {
      await mate.seat.tempo.beat(stop)
      if (stop.aborted) return
      await this.#move(mate, stop)
    }
  }

  async #move(mate: Bandmate, stop: AbortSignal): Promise<void> {
    const play = thinkOf(mate)
    this.moves += 1
    try {
      await play?.(stop)
    } catch (error) {
      mate.problems.push(String(error))
    }
  }

  /** Cards arrive at a steady pace, whatever else comes to anybody's mind. */
  async #bringCards(stop: AbortSignal): Promise<void> {
    const { most, everySeconds } = this.#options.arriving
    const mate = must(this.#mates.at(-1), 'somebody')
    for (let at = 0; at < most; at += 1) {
      await mate.seat.tempo.beat(stop, actionsASecond * everySeconds)
      if (stop.aborted) return
      const kind = mate.seat.chance.pick(['hypothesis', 'action', 'signal'] as const)
      mate.page.edit.add(kind, `Something new came to light, the ${at + 1}. time this evening`)
    }
  }
}

/** The first that comes to mind and is possible; null where nothing is, after some thought. */
function thinkOf(mate: Bandmate): ((stop: AbortSignal) => unknown) | null {
  const thoughts = 4
  for (let thought = 0; thought < thoughts; thought += 1) {
    const name = mate.seat.chance.pickWeighted(moveNames, (each) => usual[each])
    const play = moveByName[name](mate)
    if (play) return play
  }
  return null
}
