import * as z from 'zod/mini'
import { longestPart } from '../board/part.ts'
import type { ParticipantId } from '../ids.ts'
import { participantId } from '../ids.ts'
import { can, role } from '../roles.ts'
import type { RosterEntry } from './roster.ts'

/** The most people and parts that an audience names. */
const mostPeople = 500
const mostParts = 20

const named = z.array(participantId).check(z.minLength(1), z.maxLength(mostPeople))

export const audienceParts = z
  .array(z.string().check(z.trim(), z.minLength(1), z.maxLength(longestPart)))
  .check(z.minLength(1), z.maxLength(mostParts))
export const audienceRoles = z.array(role).check(z.minLength(1), z.maxLength(role.options.length))

/**
 * Who gets an inject: everyone, or some. A whisper to one person may wait for them to be chosen;
 * parts are those played on the board at the moment of landing.
 */
export const audience = z.discriminatedUnion('to', [
  z.object({ to: z.literal('everyone') }),
  z.object({ to: z.literal('person'), participantId: z.nullable(participantId) }),
  z.object({ to: z.literal('roles'), roles: audienceRoles }),
  z.object({ to: z.literal('parts'), parts: audienceParts }),
  z.object({ to: z.literal('people'), participantIds: named }),
  z.object({ to: z.literal('allBut'), participantIds: named }),
])
export type Audience = z.infer<typeof audience>

/**
 * The people an audience comes to, in the order of the roster; nobody who was taken off the
 * session. Facilitators, who read all of it anyway, are among them only where they are meant.
 */
export function peopleIn(
  audience: Audience,
  roster: readonly RosterEntry[],
  partsByPerson: ReadonlyMap<ParticipantId, string>,
): ParticipantId[] {
  const isIn = (entry: RosterEntry) => isMeant(audience, entry, partsByPerson)
  return roster
    .filter((entry) => entry.removedAt === null && isIn(entry))
    .map((entry) => entry.participantId)
}

function isMeant(
  audience: Audience,
  { participantId, role }: RosterEntry,
  partsByPerson: ReadonlyMap<ParticipantId, string>,
): boolean {
  switch (audience.to) {
    case 'everyone':
      return !can(role, 'conduct')
    case 'person':
      return audience.participantId === participantId
    case 'roles':
      return audience.roles.includes(role)
    case 'parts':
      return audience.parts.some((part) => isSamePart(part, partsByPerson.get(participantId)))
    case 'people':
      return audience.participantIds.includes(participantId)
    case 'allBut':
      return !can(role, 'conduct') && !audience.participantIds.includes(participantId)
  }
}

/** Parts are typed by people: capitals and blanks around them tell none apart. */
function isSamePart(part: string, played: string | undefined): boolean {
  return plain(part) === plain(played ?? '')
}

const plain = (part: string) => part.trim().toLowerCase()
