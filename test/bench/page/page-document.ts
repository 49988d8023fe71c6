import { describeMachine } from '../report/machine.ts'
import type { BoardFigures } from './board-run.ts'
import { pageTables } from './page-tables.ts'

/** docs/PAGE.md. */
export function pageDocument(boards: readonly BoardFigures[], browser: string): string {
  const day = new Date().toISOString().slice(0, 10)
  return `# The page's figures

How quick the participant's page is while thirty people play: \`npm run bench:page\` measures it in a
browser and, with \`-- --write\`, writes this page. ${day}, ${browser};
${describeMachine().split(', ').slice(0, 3).join(', ')}.

${pageTables(boards)}

## How it is measured

- The built server, the crowd and Chromium are processes of their own, on one machine. The crowd is the band (\`test/band/\`):
  twenty-eight participants over real sockets, each of whom makes two moves a second, or types a title or a text, eight letters
  a second, while the injects of a scenario land at four times their pace. A new card arrives every two and a half seconds.
- First two more have a page open, so that thirty play. One types 200 letters into the title of a card, eight a second, with real key
  presses, then adds three cards by key; the other watches.
- Then one page is open, as everybody has one: the same is typed on it, while one of the band types 200 letters into another title
  before the eyes of whoever has it.
- Interactions are what the browser's own event timing says, the longest event of each; those that it does not tell of took less
  than 16 ms and count as 16. A letter is seen when the page of somebody else has drawn it, and counts from the press of its key, or
  from the band's edit.
- Layout shift is that of the page that watches: nobody touches it, so no shift is excused. It is the worst burst, as web vitals have it.
- Loads are the median of three, each with an empty cache, while the crowd plays. The board can be typed on once the title of a
  card is a field; blocking time is what each task takes beyond 50 ms, from the first paint until then. JavaScript is counted as
  Chromium gets it, which is Brotli; what it may weigh with gzip is held by \`test/unit/first-load.test.ts\`.

## How to read it

One page or two, a server and a crowd share the machine, and the crowd alone keeps twenty-eight copies of every document: that is harder
than reality, where each person has a computer of their own. Each board is played once; between runs the high percentiles vary by a third.
What else ran meanwhile stands in a line of the table. Where the line above it comes near a hundred for each core, the machine is
full of the measurement itself: everything waits for a turn, and the times tell of the machine more than of the page.

\`npm run bench:page -- --cards 300\` measures one board alone, and \`--profile <file>\` leaves a processor profile of the page that
types, for the performance panel of any Chromium.
`
}
