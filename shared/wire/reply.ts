import * as z from 'zod/mini'
import { problem } from '../errors.ts'
import { bracketId, cueId, fermataId, injectId, markId, messageId, tuningId } from '../ids.ts'

/** The answer to a command: done and saved, or why not. */
export const reply = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    id: z.optional(z.union([injectId, messageId, cueId, markId, fermataId, bracketId, tuningId])),
  }),
  z.object({ ok: z.literal(false), error: problem }),
])
export type Reply = z.infer<typeof reply>
