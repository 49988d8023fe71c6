import type { Bandmate } from './bandmate.ts'
import { boardMoves } from './board-moves.ts'
import type { Move } from './moves.ts'

/** Loses the network, goes on working for a while, and comes back with what was done. */
const dropOff: Move = (mate) => (stop) => mate.offline(() => workAlone(mate, stop), stop)

async function workAlone(mate: Bandmate, stop: AbortSignal): Promise<void> {
  mate.page.edit.setDoing('offline, still writing', null)
  const { chance, tempo } = mate.seat
  for (let left = 1 + chance.below(3); left > 0; left -= 1) {
    await tempo.beat(stop)
    const moves = [boardMoves['add detail'], boardMoves.observe, boardMoves.link]
    await chance.pick(moves)(mate)?.(stop)
  }
}

const reload: Move = (mate) => (stop) => mate.reload(stop)

export const networkMoves = {
  'drop off': dropOff,
  reload,
} satisfies Record<string, Move>
