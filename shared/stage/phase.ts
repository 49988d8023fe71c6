import * as z from 'zod/mini'

/** Where a session stands. The facilitator moves between these in any direction. */
export const phase = z.enum(['lobby', 'play', 'debrief', 'closed'])
export type Phase = z.infer<typeof phase>

/** One move: to which phase, and when (wall, and exercise milliseconds). */
export const phaseChange = z.object({
  phase,
  wallAt: z.number(),
  at: z.number(),
})
export type PhaseChange = z.infer<typeof phaseChange>
