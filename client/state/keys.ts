import type { SessionId } from '../../shared/ids.ts'
import { sessionId } from '../../shared/ids.ts'

/*
 * What this browser keeps so that a reload, a new tab or a second click on the link bring the same
 * person back. All of it is this person's own.
 */

const keyPlace = (id: SessionId) => `gamelan.key.${id}`
const joinedPlace = (token: string) => `gamelan.joined.${token}`
const namePlace = 'gamelan.name'
const adminPlace = 'gamelan.admin'

/** The person's key for a session, or null. */
export function keyOf(id: SessionId): string | null {
  return localStorage.getItem(keyPlace(id))
}

/** Keeps a person's key, and which session their link leads to. */
export function keepKey(token: string, id: SessionId, key: string): void {
  localStorage.setItem(keyPlace(id), key)
  localStorage.setItem(joinedPlace(token), id)
}

export function forgetKey(id: SessionId): void {
  localStorage.removeItem(keyPlace(id))
}

/** The session that a link led to before in this browser, as long as the key for it is here. */
export function sessionBehind(token: string): SessionId | null {
  const id = sessionId.safeParse(localStorage.getItem(joinedPlace(token)))
  return id.success && keyOf(id.data) ? id.data : null
}

/** The name this person gave last. */
export function lastName(): string {
  return localStorage.getItem(namePlace) ?? ''
}

export function keepName(name: string): void {
  localStorage.setItem(namePlace, name)
}

export function adminToken(): string | null {
  return sessionStorage.getItem(adminPlace) ?? localStorage.getItem(adminPlace)
}

export function keepAdminToken(token: string): void {
  sessionStorage.setItem(adminPlace, token)
  localStorage.setItem(adminPlace, token)
}

export function forgetAdminToken(): void {
  sessionStorage.removeItem(adminPlace)
  localStorage.removeItem(adminPlace)
}
