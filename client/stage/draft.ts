/** What was typed and not sent yet, kept in this tab so that neither a fold nor a reload loses it. */
const place = () => `gamelan.draft.${location.pathname}`

export function readDraft(): string {
  return sessionStorage.getItem(place()) ?? ''
}

export function keepDraft(text: string): void {
  if (text === '') sessionStorage.removeItem(place())
  else sessionStorage.setItem(place(), text)
}
