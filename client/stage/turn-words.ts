import type { TurningPoint } from '../../shared/stage/turning-point.ts'
import { timelineWords } from '../words/timeline.ts'
import type { ParticipantId } from '../../shared/ids.ts'

const say = timelineWords.turn

/** What happened at a turning point: “Bo conducts”, “A card: Everything is late”. */
export function turnWords(turn: TurningPoint, nameOf: (person: ParticipantId) => string): string {
  if (turn.is === 'conducts') return say.conducts(nameOf(turn.person))
  return turn.is === 'card' ? say.card(turn.title) : say[turn.is]
}
