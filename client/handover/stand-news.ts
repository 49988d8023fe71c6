import { can } from '../../shared/roles.ts'
import { shownName } from '../../shared/stage/roster.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import type { StageView } from '../state/stage-view.ts'
import { standHandoverWords } from '../words/stand-handover.ts'

const say = standHandoverWords.news

/** What whoever looks should hear of the last step of the stand, or an empty text. */
export function standNews({ standOffers, people, me }: StageView): string {
  const [before, last] = [standOffers.at(-2), standOffers.at(-1)]
  if (!last || before?.what !== 'offered') return ''
  const name = nameOf(before.to, people)
  if (last.what === 'taken') {
    if (before.to === me) return say.youHave
    return before.from === me && !before.keep ? say.hasYouPlay(name) : say.has(name)
  }
  if (last.what !== 'withdrawn') return ''
  if (last.by !== before.to) return before.to === me ? say.takenBack : ''
  const mine = people.find(({ participantId }) => participantId === me)
  return mine && can(mine.role, 'conduct') ? say.notTaken(name) : ''
}

export function nameOf(id: ParticipantId, people: StageView['people']): string {
  const person = people.find(({ participantId }) => participantId === id)
  return person ? shownName(person) : standHandoverWords.offered.somebody
}
