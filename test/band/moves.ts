import type { Bandmate } from './bandmate.ts'
import { boardMoves } from './board-moves.ts'
import { networkMoves } from './network-moves.ts'
import { talkMoves } from './talk-moves.ts'
import type { MoveName, Temperament } from './temperament.ts'
import { usual } from './temperament.ts'

/** One move, made at once or over a while; what it returns is waited for. */
type Play = (stop: AbortSignal) => unknown

/** The move where the board as it stands allows it; null where it does not. */
export type Move = (mate: Bandmate) => Play | null

const moveByName: Readonly<Record<MoveName, Move>> = {
  ...boardMoves,
  ...talkMoves,
  ...networkMoves,
}

/** Plays one move after another, a beat apart, until stopped or as many as asked. */
export async function playOn(
  mate: Bandmate,
  temperament: Temperament,
  { stop, most = Infinity }: { stop: AbortSignal; most?: number },
): Promise<void> {
  const last = mate.played.length + most
  while (mate.played.length < last) {
    await mate.seat.tempo.beat(stop)
    if (stop.aborted) return
    await playOne(mate, temperament, stop)
  }
}

async function playOne(mate: Bandmate, { leaning }: Temperament, stop: AbortSignal): Promise<void> {
  const possible = Object.entries(moveByName).flatMap(([key, move]) => {
    const name = key as MoveName
    const play = move(mate)
    return play ? [{ name, play, weight: usual[name] * (leaning[name] ?? 1) }] : []
  })
  const { name, play } = mate.seat.chance.pickWeighted(possible, ({ weight }) => weight)
  mate.played.push(name)
  try {
    await play(stop)
  } catch (error) {
    mate.problems.push(`${name}: ${String(error)}`)
  }
}
