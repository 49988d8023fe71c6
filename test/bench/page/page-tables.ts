import type { BoardFigures } from './board-run.ts'
import type { PageRow } from './page-rows.ts'
import { goalWords, isReached, pageRows, shown } from './page-rows.ts'

/** The figures of all boards, a column each, with the goals beside; Markdown that reads well as it is. */
export function pageTables(boards: readonly BoardFigures[]): string {
  const head = (title: string) => [
    title,
    ...boards.map(({ cards }) => `${cards} cards`),
    'goal',
    '',
  ]
  return pageRows
    .map(({ title, rows }) => drawn([head(title), ...rows.map((row) => line(row, boards))]))
    .join('\n\n')
}

function line(row: PageRow, boards: readonly BoardFigures[]): string[] {
  const figures = boards.map((each) => shown(row, each))
  return [row.label, ...figures, goalWords(row), verdict(isReached(row, boards))]
}

function verdict(reached: boolean | null): string {
  if (reached === null) return ''
  return reached ? 'reached' : '**not reached**'
}

function drawn(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((line) => width(line[at]))))
  const [head = '', ...rest] = lines.map((line) => row(line, widths))
  const rule = `| ${widths.map((each) => '-'.repeat(each)).join(' | ')} |`
  return [head, rule, ...rest].join('\n')
}

function row(cells: readonly string[], widths: readonly number[]): string {
  return `| ${cells.map((each, at) => each.padEnd(widths[at] ?? 0)).join(' | ')} |`
}

function width(cell: string | undefined): number {
  return Math.max(3, cell?.length ?? 0)
}
