import { untrack } from 'svelte'
import type { Bell } from '../../shared/wire/bells.ts'
import { protocolVersion } from '../../shared/wire/protocol-version.ts'
import { wallNow } from '../stage/wall-clock.svelte.ts'

/** What the server says of itself whenever the live line has come up: its wall clock and its version. */
export class ServerWord {
  /** How far the server's wall clock is ahead of this page's, in milliseconds. */
  #ahead = $state(0)
  /** Whether the server has come back speaking another version than this page does. */
  outdated = $state(false)

  readonly hear = (bell: Bell): void => {
    if (bell.type !== 'welcome') return
    this.#ahead = bell.now - Date.now()
    this.outdated = bell.protocol !== protocolVersion
  }

  /** The wall moment by the server's clock: this page's own may be wrong by minutes. Reactive. */
  now(): number {
    return wallNow() + this.#ahead
  }

  /** The same, for what is written at this moment: nothing re-runs for it. */
  readonly stamp = (): number => Date.now() + untrack(() => this.#ahead)
}
