/** What was typed and not sent yet, kept in this tab so that a reload loses nothing. */
const place = (of: string) => `gamelan.draft.${of}`

/** @param of an id, or something else that names one field of the session and no other */
export function readDraft(of: string): string | null {
  return sessionStorage.getItem(place(of))
}

export function keepDraft(of: string, typed: string): void {
  sessionStorage.setItem(place(of), typed)
}

export function forgetDraft(of: string): void {
  sessionStorage.removeItem(place(of))
}
