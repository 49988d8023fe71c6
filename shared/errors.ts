import * as z from 'zod/mini'

/** Stable codes of refusals; the message beside one says what to do about it. */
export const errorCode = z.enum([
  'bad-request',
  'bad-scenario',
  'bad-bundle',
  'unauthorized',
  'forbidden',
  'not-found',
  'too-large',
  'too-many',
  'conflict',
  'not-saved',
  'internal',
])
export type ErrorCode = z.infer<typeof errorCode>

/** What an error looks like on every door: HTTP answers and command replies. */
export const problem = z.object({
  code: errorCode,
  message: z.string(),
  details: z.optional(z.array(z.unknown())),
})
export type Problem = z.infer<typeof problem>

/** An expected refusal on its way to whoever asked. Anything else that is thrown is a defect. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ErrorCode
  readonly details: readonly unknown[] | undefined

  constructor(code: ErrorCode, message: string, details?: readonly unknown[]) {
    super(message)
    this.code = code
    this.details = details
  }

  toProblem(): Problem {
    const { code, message, details } = this
    return details ? { code, message, details: [...details] } : { code, message }
  }
}
