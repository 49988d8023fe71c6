import type { PersonOptions, Seat } from './person.ts'
import { Person } from './person.ts'

/** Somebody at a board who types no markers; resolves when the document has come to them. */
export async function sitDown(seat: Seat, more: Partial<PersonOptions> = {}): Promise<Person> {
  const person = new Person({
    index: 0,
    seat,
    caret: { client: 0, clock: 0 },
    doc: null,
    comeBack: null,
    onNews: () => undefined,
    onAcknowledged: () => undefined,
    onPresence: () => undefined,
    onLost: () => undefined,
    ...more,
  })
  await person.whenSynced()
  return person
}
