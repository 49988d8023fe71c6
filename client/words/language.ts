import type { Translation } from './translation.ts'

interface Language {
  readonly direction: 'ltr' | 'rtl'
  /** Fetches its words; English needs nothing more than what stands in this folder. */
  readonly load: (() => Promise<Translation>) | null
}

/**
 * The languages this page can be had in, by their BCP 47 tag. `ar-XB` is the field's right-to-left
 * pseudo-locale: English set from right to left, to see what forgot to be translated or to turn.
 */
const languages = {
  en: { direction: 'ltr', load: null },
  'ar-XB': { direction: 'rtl', load: async () => (await import('./pseudo.ts')).pseudo },
} as const satisfies Record<string, Language>
type LanguageTag = keyof typeof languages

const place = 'gamelan.language'

/** The language this person chose in this browser, English where they chose none that is here. */
export function chosenLanguage(): LanguageTag {
  const kept = localStorage.getItem(place)
  return kept !== null && isLanguage(kept) ? kept : 'en'
}

/** Says which language the page is in, and fetches its words; called before any words are read. */
export async function prepareLanguage(tag: LanguageTag): Promise<Translation | null> {
  const { direction, load } = languages[tag]
  document.documentElement.lang = tag
  document.documentElement.dir = direction
  return load ? await load() : null
}

function isLanguage(tag: string): tag is LanguageTag {
  return Object.hasOwn(languages, tag)
}
