import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { must } from '../../../shared/invariants.ts'
import { findOrGetChromium, launchChromium } from '../../support/chromium.ts'
import type { BoardFigures } from './board-run.ts'
import { playBoard } from './board-run.ts'
import { pageDocument } from './page-document.ts'
import { pageTables } from './page-tables.ts'

/*
 * The participant's page in a browser while thirty people play, on a board of usual size and on a
 * large one. Prints a table; with --write, docs/PAGE.md.
 */

const usage = `npm run bench:page -- [options]
  --cards <a,b>     how many cards are on the board before they play (12,300), a run each
  --profile <file>  leave a processor profile of the page that types, of the last board
  --write           write docs/PAGE.md`

await main()
process.exit()

async function main(): Promise<void> {
  const { help, cards, profile, write } = readOptions()
  if (help) {
    console.log(usage)
    return
  }
  const browser = await launchChromium(must(findOrGetChromium(), 'a Chromium'))
  try {
    const boards = await playBoards(browser, cards.split(',').map(Number), profile)
    if (write) writeDocument(boards, `Chromium ${browser.version()}`)
  } finally {
    await browser.close()
  }
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      cards: { type: 'string', default: '12,300' },
      profile: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  })
  return values
}

async function playBoards(
  browser: Browser,
  sizes: readonly number[],
  profile: string | undefined,
): Promise<BoardFigures[]> {
  const boards: BoardFigures[] = []
  for (const cards of sizes) {
    console.log(`A board of ${cards} cards ...`)
    const figures = await playBoard(browser, { cards, profile })
    for (const problem of figures.problems.slice(0, 5)) console.error(problem)
    if (figures.beside.shifted) console.log(`What moved most: ${figures.beside.shifted}`)
    boards.push(figures)
    console.log(pageTables([figures]))
  }
  return boards
}

function writeDocument(boards: readonly BoardFigures[], browser: string): void {
  const file = resolve(import.meta.dirname, '../../../docs/PAGE.md')
  writeFileSync(file, pageDocument(boards, browser))
  console.log('docs/PAGE.md is written.')
}
