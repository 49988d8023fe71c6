import * as z from 'zod/mini'
import type { InjectId, ParticipantId } from '../ids.ts'
import { injectId, participantId } from '../ids.ts'

/** That an inject was before somebody's eyes, and when first. For facilitators alone. */
export const sighting = z.object({ injectId, participantId, at: z.number(), wallAt: z.number() })
export type Sighting = z.infer<typeof sighting>

/** The place of a sighting in the script: there is one for each inject and person. */
export function sightingKey(inject: InjectId, person: ParticipantId): string {
  return `${inject}>${person}`
}
