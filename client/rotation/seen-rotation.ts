import type { ParticipantId } from '../../shared/ids.ts'
import { shownName } from '../../shared/stage/roster.ts'
import type { Offered, Rotation } from '../../shared/stage/rotation.ts'
import { rotationOf } from '../../shared/stage/rotation.ts'
import type { StageView } from '../state/stage-view.ts'
import { rotationWords } from '../words/rotation.ts'

const say = rotationWords.line

/** The rotation as it stands now, or null where none goes on. Reactive like the view. */
export function seenRotation(stage: StageView): Rotation | null {
  const here = stage.people.filter((each) => each.removedAt === null)
  return rotationOf(stage.rotations, new Set(here.map((each) => each.participantId)))
}

/** "Ana", and "you" for whoever looks. */
export function nameIn(stage: StageView, id: ParticipantId): string {
  if (id === stage.me) return say.you
  const person = stage.people.find((each) => each.participantId === id)
  return person ? shownName(person) : say.somebody
}

/** What is said aloud of the rotation: it changes with each step of it, not with the time. */
export function newsOf(stage: StageView, rotation: Rotation): string {
  const { conductor, next, inTheAir, isDue, readBack } = rotation
  const { news } = rotationWords
  if (inTheAir) return airNewsOf(stage, inTheAir)
  if (!conductor) return next ? news.gone(nameIn(stage, next)) : say.nobody
  const isMine = conductor === stage.me
  if (isDue && next) {
    const after = nameIn(stage, next)
    return isMine ? news.mineDue(after) : news.due(nameIn(stage, conductor), after)
  }
  if (isMine) return news.iConduct
  const who = nameIn(stage, conductor)
  return readBack?.words ? news.readBack(who, readBack.words) : news.conducts(who)
}

function airNewsOf(stage: StageView, { from, to }: Offered): string {
  const { news } = rotationWords
  const after = nameIn(stage, to)
  if (from !== null && from === stage.me) return news.mineInTheAir(after)
  const who = from === null ? say.facilitator : nameIn(stage, from)
  return to === stage.me ? news.toMe(who) : news.inTheAir(who, after)
}
