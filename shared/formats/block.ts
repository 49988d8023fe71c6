import * as z from 'zod/mini'

/**
 * The building blocks that formats put together. A format names those it leads with; what they are
 * and do is no business of the format.
 */
export const block = z.enum([
  'rotation',
  'rounds',
  'fermata',
  'brackets',
  'tuning',
  'deck',
  'wheels',
  'stopwatch',
  'abort',
  'experiments',
  'tagging',
])
export type Block = z.infer<typeof block>
