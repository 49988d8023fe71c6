import { createSubscriber } from 'svelte/reactivity'
import type { SessionId } from '../shared/ids.ts'
import { sessionId } from '../shared/ids.ts'

/** Where the page is. Secrets travel behind the `#`, which browsers keep to themselves. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'join'; readonly token: string }
  | { readonly page: 'session'; readonly id: SessionId }
  | { readonly page: 'replay'; readonly id: SessionId }
  | { readonly page: 'lexicon' }
  | { readonly page: 'ui' }
  | { readonly page: 'not-found' }

/** Reads an address: its path, and what stands behind the `#`. */
export function readRoute(path: string, hash: string): Route {
  if (path === '/') return { page: 'home' }
  if (path === '/join') return { page: 'join', token: hash.replace(/^#/, '') }
  if (path === '/lexicon') return { page: 'lexicon' }
  if (path === '/ui' && import.meta.env.DEV) return { page: 'ui' }
  const [, id, rest = ''] = /^\/s\/([^/]+)(\/replay)?\/?$/.exec(path) ?? []
  const session = sessionId.safeParse(id)
  if (!session.success) return { page: 'not-found' }
  return { page: rest ? 'replay' : 'session', id: session.data }
}

const moved = new EventTarget()

const subscribe = createSubscriber((update) => {
  window.addEventListener('popstate', update)
  window.addEventListener('hashchange', update)
  moved.addEventListener('move', update)
  return () => {
    window.removeEventListener('popstate', update)
    window.removeEventListener('hashchange', update)
    moved.removeEventListener('move', update)
  }
})

/** Where the page is now. Read inside an effect or a derived, it follows. */
export function currentRoute(): Route {
  subscribe()
  return readRoute(location.pathname, location.hash)
}

/** Goes to a path of this site; `replace` leaves no way back to where we are. */
export function goTo(path: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', path)
  else history.pushState(null, '', path)
  moved.dispatchEvent(new Event('move'))
}

/** Lets plain links to this site change the page without a reload. */
export function followLinks(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey
  if (!link || !plain || event.defaultPrevented || link.target || link.download) return
  if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return
  // A link within the page (a skip link) is the browser's.
  if (link.pathname === location.pathname && link.hash) return
  event.preventDefault()
  goTo(link.pathname + link.search + link.hash)
}
