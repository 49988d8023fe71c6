import * as z from 'zod/mini'
import { formatId } from '../formats/formats.ts'
import { participantId } from '../ids.ts'

/** One change of how a session is played: to which format, when, and who chose it. */
export const formatChange = z.object({
  format: formatId,
  wallAt: z.number(),
  by: participantId,
})
export type FormatChange = z.infer<typeof formatChange>

/** Changes that one session keeps; whoever tries the formats one by one needs far fewer. */
export const mostFormatChanges = 200
