import type { Browser } from 'playwright-core'
import type { CreatedSession } from '../../../shared/wire/api.ts'

/** What a run on one board is given: where it is, and the card whose title is typed into. */
export interface Measured {
  readonly browser: Browser
  /** `http://host:port` of the server. */
  readonly base: string
  readonly session: CreatedSession
  readonly card: string
}
