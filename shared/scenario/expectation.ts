import type * as z from 'zod/mini'

type Issue = z.core.$ZodRawIssue

/** What was expected, in words for people who write scenarios rather than programs. */
export function expectation(issue: Issue): string {
  return `expected ${nounOf(issue)}`
}

function nounOf(issue: Issue): string {
  if (issue.code === 'invalid_type') return nounByType.get(issue.expected) ?? issue.expected
  if (issue.code === 'invalid_value') return oneOf(issue.values)
  if (issue.code === 'invalid_union') return oneOf(issue.options)
  if (issue.code === 'too_big') return most(issue.origin, Number(issue.maximum))
  if (issue.code === 'too_small') return least(issue.origin, Number(issue.minimum))
  return 'something else'
}

const nounByType = new Map<string, string>([
  ['string', 'some text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['tuple', 'a pair such as ["00:30", 4.2]'],
  ['object', 'keys and their values'],
])

function oneOf(values: unknown): string {
  const words = Array.isArray(values) ? values.map(String) : []
  return words.length > 1 ? `one of ${words.join(', ')}` : (words[0] ?? 'something else')
}

function most(origin: string, maximum: number): string {
  return amount(origin, `at most ${maximum}`, maximum)
}

function least(origin: string, minimum: number): string {
  if (origin === 'string' && minimum === 1) return 'some text'
  return amount(origin, `at least ${minimum}`, minimum)
}

function amount(origin: string, bound: string, count: number): string {
  const plural = count === 1 ? '' : 's'
  if (origin === 'string') return `${bound} character${plural}`
  if (origin === 'array') return `${bound} item${plural}`
  return `a number of ${bound}`
}

const longestQuote = 40

/** What stood there instead, short enough for one line. */
export function finding(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (typeof value === 'string') return quoteOf(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `a list of ${value.length}`
  return 'keys and their values'
}

function quoteOf(text: string): string {
  const start = JSON.stringify(text.slice(0, longestQuote))
  if (text.length <= longestQuote) return start
  return `${text.length} characters that start with ${start}`
}
