import type { Row } from '../log.ts'

/** Damage that SQLite does not see takes a row or two: what seems more is a `seq` gone astray. */
const longestGap = 10_000

/** A row that nobody can vouch for, in the place of the one that was written. */
export function damagedRow(
  seq: number,
  at: number,
  by: Pick<Row, 'author' | 'connection'> = { author: 'server', connection: 'server' },
): Row {
  const { author, connection } = by
  return { seq, at, author, connection, update: Uint8Array.of(0, 0), damaged: true }
}

/**
 * Rows behind a `seq` as readers may rely on them: missing ones are filled in as damaged, and
 * damaged ones, which may claim any moment, stand between the moments of their neighbours. Throws
 * where there are too many missing for that.
 */
export function gapless(after: number, rows: readonly Row[]): readonly Row[] {
  const isWhole = rows.every(({ seq, damaged }, index) => seq === after + 1 + index && !damaged)
  return isWhole ? rows : inOrderOfTime(filled(after, rows))
}

function filled(after: number, rows: readonly Row[]): Row[] {
  let last = after
  return rows.flatMap((row) => {
    const missing = row.seq - last - 1
    if (!(missing >= 0 && missing <= longestGap)) {
      throw new Error(`row ${row.seq} stands behind row ${last}`)
    }
    const first = last + 1
    last = row.seq
    return [...Array.from({ length: missing }, (_, index) => damagedRow(first + index, 0)), row]
  })
}

function inOrderOfTime(rows: readonly Row[]): Row[] {
  const moments = rows.filter(({ damaged }) => !damaged).map(({ at }) => at)
  let earliest = 0
  return rows.map((row) => {
    if (row.damaged) {
      const latest = moments[0] ?? earliest
      return { ...row, at: Math.min(Math.max(row.at, earliest), latest) }
    }
    earliest = moments.shift() ?? row.at
    return row
  })
}
