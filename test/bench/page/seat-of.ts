import type { SessionLinks } from '../../../shared/wire/api.ts'
import { must } from '../../../shared/invariants.ts'
import { Api } from '../../../client/net/api.ts'
import type { Seat } from '../../band/bandmate.ts'
import type { Chance } from '../../band/chance.ts'
import { names } from '../../band/repertoire.ts'
import { PeoplesTempo } from './peoples-tempo.ts'

export interface SeatOptions {
  /** `http://host:port` of the server. */
  readonly base: string
  readonly links: SessionLinks
  readonly role: 'participant' | 'facilitator'
  readonly chance: Chance
  /** Which of the people this is. */
  readonly at: number
  readonly people: number
}

/** Where one of the band sits in the session that is measured. */
export function seatOf({ base, links, role, chance, at, people }: SeatOptions): Seat {
  const { hash } = new URL(links[role])
  return {
    api: new Api(base),
    base,
    token: hash.slice(1),
    name: must(names[at % names.length], 'a name'),
    chance: chance.fork(),
    tempo: new PeoplesTempo(chance.fork()),
    now: Date.now,
    share: { at, of: people },
  }
}
