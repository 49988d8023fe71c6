import { sleep, Tempo } from '../../band/tempo.ts'
import type { Chance } from '../../band/chance.ts'

/** Actions a second of each person. */
export const actionsASecond = 2
export const lettersASecond = 8

/** As people play: letters come as they type them. */
export class PeoplesTempo extends Tempo {
  constructor(chance: Chance) {
    super(actionsASecond, sleep, chance)
  }

  override letter(signal: AbortSignal): Promise<void> {
    return this.beat(signal, actionsASecond / lettersASecond)
  }
}
