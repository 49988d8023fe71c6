import { plainKey } from '../../shared/scenario/options.ts'
import type { InjectOption } from '../../shared/stage/choice.ts'
import { fewestOptions } from '../../shared/stage/choice.ts'

/** An option while somebody writes it. It keeps the key by which others wait for it. */
export interface OptionDraft {
  /** Null for a new one. */
  readonly key: string | null
  readonly text: string
}

/**
 * The options that somebody wrote, without the empty ones: none where nothing was asked for, null
 * where they are too few or two are the same.
 * @param taken keys that no new option may have: others may wait for what had them
 */
export function writtenOptions(
  drafts: readonly OptionDraft[],
  taken: readonly string[] = [],
): InjectOption[] | null {
  if (drafts.length === 0) return []
  const written = drafts.filter(({ text }) => text.trim() !== '')
  const texts = new Set(written.map(({ text }) => text.trim()))
  if (written.length < fewestOptions || texts.size < written.length) return null
  const keys = new Set([...taken, ...written.flatMap(({ key }) => key ?? [])])
  return written.map(({ key, text }) => ({ key: key ?? freeKey(keys), text: text.trim() }))
}

/** A key that says nothing, and is from now on among these. */
function freeKey(keys: Set<string>): string {
  let at = 0
  while (keys.has(plainKey(at))) at += 1
  keys.add(plainKey(at))
  return plainKey(at)
}
