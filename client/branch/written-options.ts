import type { InjectOption } from '../../shared/stage/choice.ts'
import { fewestOptions } from '../../shared/stage/choice.ts'

/**
 * The options that somebody wrote, without the empty ones: none where nothing was asked for, null
 * where they are too few or two are the same.
 */
export function writtenOptions(fields: readonly string[]): readonly InjectOption[] | null {
  if (fields.length === 0) return []
  const texts = fields.map((each) => each.trim()).filter((each) => each !== '')
  if (texts.length < fewestOptions || new Set(texts).size < texts.length) return null
  return texts.map((text, index) => ({ key: `o${index + 1}`, text }))
}
