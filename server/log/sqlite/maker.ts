import { keyframeOf } from '../keyframe.ts'
import type { DocRef } from '../log.ts'
import type { MadeKeyframe, MakerCalls } from './calls.ts'
import { databasePath } from './data-folder.ts'
import { Database } from './database.ts'
import { LogReading } from './log-reading.ts'
import { deflate, inflated } from './stored-keyframe.ts'

/** Makes keyframes from a data folder that the writer has opened. Nothing is written here. */
export function openMaker(folder: string): MakerCalls {
  const database = new Database(databasePath(folder), { readOnly: true })
  const reading = new LogReading(database)
  return { make: (ref) => make(reading, ref), close: () => database.close() }
}

/** From rows that are missing one, a keyframe would hide what it lacks. */
function make(reading: LogReading, ref: DocRef): MadeKeyframe | null {
  const before = inflated(reading.keyframe(ref))
  const { rows } = reading.page(ref, before?.seq ?? 0, -1)
  if (rows.some(({ damaged }) => damaged)) return null
  const made = keyframeOf(before, rows)
  if (!made) return null
  const at = rows.at(-1)?.at ?? 0
  return { seq: made.seq, at, bytes: made.update.length, deflated: deflate(made.update) }
}
