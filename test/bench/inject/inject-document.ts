import { quantile } from '../page/quantile.ts'
import { describeMachine } from '../report/machine.ts'
import type { InjectFigures } from './inject-run.ts'

/** The goal for 95 of 100 injects, in milliseconds from the key until all have it. */
const goal = 150

/** The figures as Markdown that reads well as it is. */
export function injectTable({ all, real, missing }: InjectFigures): string {
  const row = (label: string, times: readonly number[]) => {
    const shown = [0.5, 0.95, 1].map((share) => quantile(times, share).toFixed(0))
    return `| ${[label, ...shown].join(' | ')} | ${verdict(quantile(times, 0.95))} |`
  }
  return [
    '| from the key until the last has it, ms | p50 | p95 | max | goal: p95 under 150 |',
    '| --- | --- | --- | --- | --- |',
    row('everybody', all),
    row('the real pages alone', real),
    '',
    `Injects that somebody did not get: ${missing}.`,
  ].join('\n')
}

function verdict(p95: number): string {
  return p95 < goal ? 'reached' : '**not reached**'
}

/** docs/INJECT.md. */
export function injectDocument(figures: InjectFigures, browser: string): string {
  const { pages, clients, injects } = figures.options
  const day = new Date().toISOString().slice(0, 10)
  return `# From the key to everybody

How long an inject takes from the facilitator's key until all have it: \`npm run bench:inject\` measures it and, with
\`-- --write\`, writes this page. ${day}, ${browser}; ${describeMachine().split(', ').slice(0, 3).join(', ')}.

${injectTable(figures)}

## How it is measured

- One facilitator's page in Chromium lands ${injects} injects, one by one, by a real press of Enter on "Now" beside it on the stand. The time
  begins at the press as the browser stamps it, and ends when the last has it.
- **Real pages**: ${pages} participants' pages in Chromium, each a browser profile of its own. A page has the inject when the frame with its
  card has been drawn.
- **Clients**: ${clients} more people whose connections are the client's own code in one Node process: they read every document and
  decode every update, and draw nothing. A client has the inject when it stands in its copy of the stage.
- The built server, Chromium and the clients share the machine, its disk included: an inject is told to nobody before it is on disk.
- All of them wait for a turn on the same few cores, which people at ${pages + clients} computers of their own do not.
`
}
