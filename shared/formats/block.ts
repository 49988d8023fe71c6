import * as z from 'zod/mini'

/**
 * The building blocks that formats put together. A format names those it leads with; what they are
 * and do is no business of the format. One is either a tool of the page or something that people can
 * do with what is there.
 */
export const block = z.enum([
  'rotation',
  'rounds',
  'fermata',
  'tuning',
  'brackets',
  'deck',
  'wheels',
  'stopwatch',
  'abort',
  'experiments',
  'tagging',
  'answers',
  'transcript',
])
export type Block = z.infer<typeof block>
