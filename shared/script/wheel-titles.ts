import type * as Y from 'yjs'
import { longestEntry, mostEntries } from '../stage/wheel.ts'
import { readWheelIncidents } from './wheel-incidents.ts'

/** The incidents that a wheel may come to, by their titles. */
export function readWheelTitles(wheel: Iterable<unknown>): string[] {
  return readWheelIncidents(wheel).map(({ title }) => title)
}

/**
 * Adds titles behind those that are there, as many as a wheel has place for.
 *
 * @returns those that found no place
 */
export function addWheelTitles(wheel: Y.Array<unknown>, titles: readonly string[]): string[] {
  const known = readWheelTitles(wheel)
  const wanted = titles.map((each) => each.trim().slice(0, longestEntry).trim())
  const added = [...new Set(wanted)].filter((each) => each !== '' && !known.includes(each))
  const room = Math.max(0, mostEntries - known.length)
  if (room > 0 && added.length > 0) wheel.push(added.slice(0, room))
  return added.slice(room)
}

/** Takes a title off, wherever and however often it stands. */
export function removeWheelTitle(wheel: Y.Array<unknown>, removed: string): void {
  for (let at = wheel.length - 1; at >= 0; at -= 1) {
    const [each] = readWheelIncidents([wheel.get(at)])
    if (each?.title === removed) wheel.delete(at)
  }
}
