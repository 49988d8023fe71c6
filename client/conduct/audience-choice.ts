import type { ParticipantId } from '../../shared/ids.ts'
import type { Role } from '../../shared/roles.ts'
import type { Audience } from '../../shared/stage/audience.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { shownName } from '../../shared/stage/roster.ts'
import { audienceWords } from '../words/audience.ts'
import type { SpokenFormat } from '../words/formats.ts'
import { describeAudience, partLabel } from '../stage/audience-words.ts'

const say = audienceWords.choice
const roles: readonly Role[] = ['participant', 'observer']

/** One line of the list that an audience is chosen from. */
export interface AudienceChoice {
  readonly value: string
  readonly label: string
  readonly audience: Audience
}

/** The choices there are with these people here, and the one that holds now. */
export function audienceChoices(
  now: Audience,
  here: readonly RosterEntry[],
  parts: readonly string[],
  format: SpokenFormat,
): AudienceChoice[] {
  const choices: AudienceChoice[] = [
    choice(say.everyone, { to: 'everyone' }),
    ...here.map((each) =>
      choice(shownName(each), { to: 'person', participantId: each.participantId }),
    ),
    ...parts.map((part) =>
      choice(say.part(partLabel(part, format)), { to: 'parts', parts: [part] }),
    ),
    ...roles.map((role) => choice(say.roles[role], { to: 'roles', roles: [role] })),
    choice(say.people, { to: 'people', participantIds: [] }),
    choice(say.allBut, { to: 'allBut', participantIds: [] }),
  ]
  const value = valueOf(now)
  if (choices.some((each) => each.value === value)) return choices
  // Somebody who has left, or several parts that a scenario names.
  return [choice(describeAudience(now, here, format), now), ...choices]
}

function choice(label: string, audience: Audience): AudienceChoice {
  return { value: valueOf(audience), label, audience }
}

/** The name of an audience in the list: whom `people` and `allBut` tick is no part of it. */
export function valueOf(audience: Audience): string {
  if (audience.to === 'person') return `person ${audience.participantId ?? ''}`
  if (audience.to === 'parts') return `parts ${audience.parts.join().toLowerCase()}`
  if (audience.to === 'roles') return `roles ${audience.roles.join()}`
  return audience.to
}

/** Whether it says whom it is for: people that are to be ticked have been. */
export function isComplete(audience: Audience): boolean {
  return !('participantIds' in audience) || audience.participantIds.length > 0
}

/** The same audience with a person ticked, or not any more. */
export function ticked(
  audience: Extract<Audience, { readonly participantIds: unknown }>,
  person: ParticipantId,
  on: boolean,
): Audience {
  const others = audience.participantIds.filter((each) => each !== person)
  return { ...audience, participantIds: on ? [...others, person] : others }
}
