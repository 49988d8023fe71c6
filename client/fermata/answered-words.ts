import type { Fermata } from '../../shared/stage/fermata.ts'
import type { StageView } from '../state/stage-view.ts'
import { askedPeople } from '../together/asked-people.ts'
import { fermataWords } from '../words/fermata.ts'

/** How many of those who are asked have answered, in words. */
export function answeredWords({ answered }: Fermata, stage: StageView): string {
  const asked = askedPeople(stage)
  const have = asked.filter(({ participantId }) => answered.includes(participantId))
  return fermataWords.panel.answered(have.length, asked.length)
}
