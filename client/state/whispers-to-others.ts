import type { ParticipantId } from '../../shared/ids.ts'
import { peopleOf } from '../../shared/stage/inject.ts'
import { landingsOf } from '../../shared/stage/repeat.ts'
import type { ConductView } from '../conduct/conduct-view.ts'
import type { SeenInject } from './stage-view.ts'

/** What a facilitator sees of the whispers to others; nobody else has a script to read it from. */
export function whispersToOthers(
  { plan, landings }: Pick<ConductView, 'plan' | 'landings'>,
  me: ParticipantId,
): SeenInject[] {
  return plan.flatMap(({ id, content }) =>
    landingsOf(id, landings).flatMap((landing) => {
      const people = peopleOf(landing)
      if (!people || people.includes(me)) return []
      const { injectId, at, wallAt } = landing
      return [{ id: injectId, content, whisper: true, at, wallAt, people }]
    }),
  )
}
