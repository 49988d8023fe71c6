import * as z from 'zod/mini'
import { hypothesisStatus } from '../board/card.ts'
import type { InjectId } from '../ids.ts'
import type { Trigger } from '../stage/trigger.ts'
import { longestOption } from '../stage/choice.ts'
import { longestMatching, mostTogether } from '../stage/trigger.ts'
import { duration } from './duration.ts'
import { expectation } from './expectation.ts'

type Single<Name> = Name extends { readonly inject: InjectId }
  ? Omit<Name, 'inject'> & { readonly inject: string }
  : Name

/** A condition as it is written: it waits for another inject by that one's key or title. */
export type ScenarioWhen =
  | Single<Exclude<Trigger, { readonly on: 'hand' | 'time' | 'all' | 'any' }>>
  | { readonly on: 'all' | 'any'; readonly of: readonly ScenarioWhen[] }

const text = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most))
const matching = text(longestMatching)
const together = z.array(z.unknown()).check(z.minLength(1), z.maxLength(mostTogether))

/** The forms of a condition, each known by its first key. */
const forms = {
  after: z.strictObject({ after: text(200), delay: z.optional(duration) }),
  hypothesis: z.strictObject({ hypothesis: hypothesisStatus, matching: z.optional(matching) }),
  text: z.strictObject({ text: matching }),
  done: z.strictObject({ done: matching }),
  quiet: z.strictObject({ quiet: duration.check(z.gte(1_000, 'expected at least 00:01')) }),
  nobody: z.strictObject({ nobody: z.literal(true) }),
  chosen: z.strictObject({
    chosen: text(200),
    option: text(longestOption),
    delay: z.optional(duration),
  }),
  all: z.strictObject({ all: together }),
  any: z.strictObject({ any: together }),
}
type Form = keyof typeof forms
const names = Object.keys(forms) as Form[]
const deepest = 2

type Payload = z.core.ParsePayload
type Put = (issue: { path: PropertyKey[]; message: string } & Record<string, unknown>) => void

/** What must have happened for an inject to land. */
export const scenarioWhen = z.transform((written, payload: Payload): ScenarioWhen => {
  const put: Put = (issue) => payload.issues.push({ code: 'custom', input: written, ...issue })
  return read(written, [], put) ?? z.NEVER
})

/** The keys that belong to a condition as somebody wrote it. */
export function keysOfWhen(written: unknown): string[] {
  const form = formOf(written)
  return form ? Object.keys(forms[form].shape) : names
}

function formOf(written: unknown): Form | undefined {
  if (typeof written !== 'object' || written === null) return undefined
  return names.find((name) => Object.hasOwn(written, name))
}

function read(written: unknown, path: PropertyKey[], put: Put): ScenarioWhen | null {
  const form = formOf(written)
  if (!form) {
    put({ path, message: `expected a condition: keys that begin with ${names.join(', ')}` })
    return null
  }
  const parsed = forms[form].safeParse(written, { error: expectation })
  for (const issue of parsed.error?.issues ?? []) {
    put({ ...issue, path: [...path, ...issue.path] })
  }
  return parsed.success ? whenOf(parsed.data, path, put) : null
}

type Written = z.infer<(typeof forms)[Form]>

function whenOf(written: Written, path: PropertyKey[], put: Put): ScenarioWhen | null {
  if ('after' in written) return { on: 'after', inject: written.after, delay: written.delay ?? 0 }
  if ('chosen' in written) {
    const { chosen: inject, option, delay = 0 } = written
    return { on: 'chosen', inject, option, delay }
  }
  if ('hypothesis' in written) {
    const { hypothesis: status, matching: part } = written
    return { on: 'hypothesis', status, ...(part !== undefined && { matching: part }) }
  }
  if ('text' in written) return { on: 'text', matching: written.text }
  if ('done' in written) return { on: 'done', matching: written.done }
  if ('quiet' in written) return { on: 'quiet', for: written.quiet }
  if ('nobody' in written) return { on: 'nobody' }
  return 'all' in written
    ? groupOf('all', written.all, path, put)
    : groupOf('any', written.any, path, put)
}

function groupOf(
  on: 'all' | 'any',
  parts: readonly unknown[],
  path: PropertyKey[],
  put: Put,
): ScenarioWhen | null {
  // Each group is two steps of the path: its name and a position.
  if (path.length / 2 >= deepest) {
    put({
      path: [...path, on],
      message: 'expected all and any to stand in each other twice at most',
    })
    return null
  }
  const conditions = parts.map((part, index) => read(part, [...path, on, index], put))
  const of = conditions.filter((each) => each !== null)
  return of.length === parts.length ? { on, of } : null
}
