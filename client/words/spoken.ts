import type { Translation, Words } from './translation.ts'

let translation: Translation | null = null

/** Sets the language for every file of words that is loaded from now on. */
export function speak(chosen: Translation | null): void {
  translation = chosen
}

/**
 * The words of one area of the page in the language that it speaks.
 *
 * @param area the name by which other languages know this group
 * @param english what is said where a language has no words of its own. `{name}` stands for
 *   something that `ui/Said.svelte` puts there: a key, a link.
 */
export function spoken<English extends Words>(area: string, english: English): English {
  return translation ? translation(area, english) : english
}
