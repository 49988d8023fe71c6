import type { BoardFigures } from './board-run.ts'
import { goalWords, isReached, pageRows, shown } from './page-rows.ts'

/** The figures of all boards, a column each, with the goals beside; Markdown that reads well as it is. */
export function pageTable(boards: readonly BoardFigures[]): string {
  const head = ['', ...boards.map(({ cards }) => `${cards} cards`), 'goal', '']
  const lines = pageRows.map((row) => [
    row.label,
    ...boards.map((figures) => shown(row, figures)),
    goalWords(row),
    verdict(isReached(row, boards)),
  ])
  return drawn([head, ...lines])
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
