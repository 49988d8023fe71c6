import * as z from 'zod/mini'
import type { FermataId } from '../../shared/ids.ts'

/** What was typed as an answer and not sent yet, kept in this tab so that a reload loses nothing. */
const place = (id: FermataId) => `gamelan.fermata.${id}`
const texts = z.array(z.string())

export function readFermataDraft(id: FermataId): string[] | null {
  try {
    return texts.safeParse(JSON.parse(sessionStorage.getItem(place(id)) ?? '')).data ?? null
  } catch {
    return null
  }
}

export function keepFermataDraft(id: FermataId, typed: readonly string[]): void {
  sessionStorage.setItem(place(id), JSON.stringify(typed))
}

export function forgetFermataDraft(id: FermataId): void {
  sessionStorage.removeItem(place(id))
}
