import type { AloneFigures } from './alone-run.ts'
import type { BoardFigures } from './board-run.ts'

/** One line of the table: a figure of each board, and what it should be. */
export interface PageRow {
  readonly label: string
  readonly of: (figures: BoardFigures) => number
  readonly digits?: number
  /** The figure should be below this. */
  readonly goal?: number
}

/** Rows that were measured together. */
export interface PageRows {
  readonly title: string
  readonly rows: readonly PageRow[]
}

type Typed = (figures: BoardFigures) => AloneFigures

const typing = (of: Typed): PageRow[] => [
  { label: 'Interaction to next paint, p75, ms', of: (f) => of(f).interactionP75, goal: 100 },
  { label: 'Interaction to next paint, p99, ms', of: (f) => of(f).interactionP99, goal: 200 },
  { label: 'Longest task while typing, ms', of: (f) => of(f).longestTask, goal: 100 },
  { label: 'Long tasks while typing (over 50 ms)', of: (f) => of(f).longTasks },
  { label: 'A letter seen by another, p50, ms', of: (f) => of(f).letterP50 },
  { label: 'A letter seen by another, p95, ms', of: (f) => of(f).letterP95, goal: 100 },
  { label: 'Letters that were seen, %', of: (f) => of(f).lettersSeen * 100 },
  { label: 'Browser, server and crowd, % of a core', of: (f) => of(f).own },
  { label: 'Everything else, % of a core', of: (f) => of(f).others },
]

export const pageRows: readonly PageRows[] = [
  { title: 'One page beside the band', rows: typing((f) => f.alone) },
  {
    title: 'Two pages beside it, on the same machine',
    rows: [
      ...typing((f) => f.beside),
      { label: 'Longest task of who watches, ms', of: (f) => f.beside.watchersLongestTask },
      {
        label: 'Layout shift (CLS) while cards arrive',
        of: (f) => f.beside.shift,
        digits: 3,
        goal: 0.02,
      },
    ],
  },
  {
    title: 'Opening the page meanwhile',
    rows: [
      { label: 'Largest contentful paint, ms', of: (f) => f.load.lcp, goal: 2_500 },
      { label: 'Board can be typed on, ms', of: (f) => f.load.ready },
      { label: 'Total blocking time, ms', of: (f) => f.load.blocked, goal: 200 },
      { label: 'Largest contentful paint, CPU 4x slower, ms', of: (f) => f.slowLoad.lcp },
      { label: 'Board can be typed on, CPU 4x slower, ms', of: (f) => f.slowLoad.ready },
      { label: 'Total blocking time, CPU 4x slower, ms', of: (f) => f.slowLoad.blocked },
      { label: 'JavaScript before that, as sent, kB', of: (f) => f.load.scriptBytes / 1_000 },
    ],
  },
  {
    title: 'What the band did',
    rows: [
      { label: 'Moves of the crowd a second', of: (f) => f.movesASecond, digits: 1 },
      { label: 'Letters and other changes a second', of: (f) => f.changesASecond, digits: 1 },
    ],
  },
]

/** The figure as it is shown. */
export function shown({ of, digits = 0 }: PageRow, figures: BoardFigures): string {
  return of(figures).toFixed(digits)
}

export function goalWords({ goal }: PageRow): string {
  return goal === undefined ? '' : `under ${goal.toLocaleString('en')}`
}

/** Whether every board reaches the goal; null where there is none. */
export function isReached(row: PageRow, boards: readonly BoardFigures[]): boolean | null {
  const { goal, of } = row
  return goal === undefined ? null : boards.every((figures) => of(figures) < goal)
}
