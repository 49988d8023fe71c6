import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { must } from '../../shared/invariants.ts'

const pageLength = 4096

export function fileIn(folder: string): string {
  return join(folder, 'gamelan.sqlite')
}

/** Runs SQL on the file of a store behind its back, and gives the rows of the last statement. */
export function sql(folder: string, statement: string): unknown[] {
  const database = new DatabaseSync(fileIn(folder))
  try {
    return database.prepare(statement).all()
  } finally {
    database.close()
  }
}

/** Flips one bit in the file of a closed store. */
export function flipBit(folder: string, offset: number): void {
  const bytes = readFileSync(fileIn(folder))
  bytes.writeUInt8(must(bytes[offset], 'a byte there') ^ 0b100, offset)
  writeFileSync(fileIn(folder), bytes)
}

/** Where some bytes stand in the file of a closed store: they must be there once. */
export function offsetOf(folder: string, needle: string): number {
  const bytes = readFileSync(fileIn(folder))
  const offset = bytes.indexOf(needle)
  if (offset < 0 || bytes.includes(needle, offset + 1)) throw new Error(`Not once: ${needle}`)
  return offset
}

/** Where the page begins that holds an offset. */
export function pageAt(offset: number): number {
  return offset - (offset % pageLength)
}
