import type { ParticipantId } from '../../shared/ids.ts'
import type { Audience } from '../../shared/stage/audience.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { nameOf } from '../board/change-words.ts'
import type { SpokenFormat } from '../words/formats.ts'
import { audienceWords } from '../words/audience.ts'

const say = audienceWords.is
/** More names than this are a number. */
const mostNames = 4

/** Whom an audience is, in plain words: "everyone", "whoever plays Comms", "all but Ana". */
export function describeAudience(
  audience: Audience,
  people: readonly RosterEntry[],
  format: SpokenFormat,
): string {
  switch (audience.to) {
    case 'everyone':
      return say.everyone
    case 'person':
      return audience.participantId ? nameOf(audience.participantId, people) : say.later
    case 'roles':
      return say.list(audience.roles.map((role) => say.roles[role]))
    case 'parts':
      return say.parts(audience.parts.map((part) => partLabel(part, format)))
    case 'people':
      return describePeople(audience.participantIds, people)
    case 'allBut':
      return say.allBut(describePeople(audience.participantIds, people))
  }
}

/** "Ana and Bo", or how many there are where the names would be a long line. */
export function describePeople(
  ids: readonly ParticipantId[],
  people: readonly RosterEntry[],
): string {
  if (ids.length > mostNames) return say.many(ids.length)
  return say.people(ids.map((id) => nameOf(id, people)))
}

/** A part as this page shows it; people may play parts that the format does not know. */
export function partLabel(part: string, { parts }: SpokenFormat): string {
  return parts.find(({ name }) => name.toLowerCase() === part.toLowerCase())?.label ?? part
}
