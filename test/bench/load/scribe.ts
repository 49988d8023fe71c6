import { must } from '../../../shared/invariants.ts'
import { writeAck } from '../../../shared/wire/sync-frames.ts'
import { until } from '../../support/until.ts'
import { sitDown } from './bystander.ts'
import type { Person, Seat } from './person.ts'

/** So much goes out at once; then the server is waited for, where it says how far it is. */
const page = 500
const patience = 60_000

/** Writes updates to a board one by one, as they were once made, and stays there. */
export async function write(seat: Seat, updates: readonly Uint8Array[]): Promise<Person> {
  let acknowledged = 0
  const scribe = await sitDown(seat, { onAcknowledged: (_, edit) => (acknowledged = edit + 1) })
  for (let from = 0; from < updates.length; from += page) {
    const end = Math.min(from + page, updates.length)
    for (let at = from; at < end; at += 1) scribe.tell(must(updates[at], 'an update'), at)
    if (seat.dialect.acknowledges === 'asked') scribe.say(writeAck(end))
    if (seat.dialect.acknowledges === 'never') await breathe()
    else await until('it is acknowledged', () => acknowledged >= end, patience)
  }
  return scribe
}

/** Leaves the socket time to write. */
function breathe(): Promise<void> {
  const moment = 20
  return new Promise((resolve) => setTimeout(resolve, moment))
}
