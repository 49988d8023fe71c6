import * as Y from 'yjs'
import { sitDown } from './bystander.ts'
import type { Seat } from './person.ts'

/** Milliseconds from the first packet to the last byte of the whole document, which is not read. */
export async function arrive(seat: Seat): Promise<number> {
  const start = performance.now()
  const person = await sitDown(seat)
  const took = performance.now() - start
  person.close()
  return took
}

/** The whole document as a newcomer has it. */
export async function documentOf(seat: Seat): Promise<Y.Doc> {
  const doc = new Y.Doc()
  const person = await sitDown(seat, { doc })
  person.close()
  return doc
}
