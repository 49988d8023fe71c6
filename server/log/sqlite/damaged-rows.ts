import type { Row } from '../log.ts'
import { lostUpdate } from '../lost-row.ts'

/** Damage that SQLite does not see takes a row or two: what seems more is a `seq` gone astray. */
const longestGap = 10_000

/** A row that nobody can vouch for, in the place of the one that was written. */
export function damagedRow(
  seq: number,
  at: number,
  by: Pick<Row, 'author' | 'connection'> = { author: 'server', connection: 'server' },
): Row {
  const { author, connection } = by
  return { seq, at, author, connection, update: lostUpdate(), damaged: true }
}

/**
 * Rows behind a `seq` as readers may rely on them: missing ones are filled in as damaged, and
 * damaged ones, which may claim any moment, stand between the moments of their neighbours. Null
 * where a row stands too far off for that.
 */
export function gapless(after: number, rows: readonly Row[]): readonly Row[] | null {
  const isWhole = rows.every(({ seq, damaged }, index) => seq === after + 1 + index && !damaged)
  if (isWhole) return rows
  const seqs = [after, ...rows.map(({ seq }) => seq)]
  const gaps = rows.map(({ seq }, index) => seq - (seqs[index] ?? 0) - 1)
  if (gaps.some((gap) => !(gap >= 0 && gap <= longestGap))) return null
  return inOrderOfTime(rows.flatMap((row, index) => [...missingBefore(row, gaps[index] ?? 0), row]))
}

function missingBefore({ seq }: Row, count: number): Row[] {
  return Array.from({ length: count }, (_, index) => damagedRow(seq - count + index, 0))
}

function inOrderOfTime(rows: readonly Row[]): Row[] {
  const moments = rows.filter(({ damaged }) => !damaged).map(({ at }) => at)
  if (moments.length === 0) return [...rows]
  let before = 0
  let sound = 0
  return rows.map((row) => {
    if (row.damaged) {
      const behind = moments[sound] ?? before
      return { ...row, at: Math.min(Math.max(row.at, before), behind) }
    }
    sound += 1
    before = row.at
    return row
  })
}
