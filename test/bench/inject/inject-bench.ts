import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { must } from '../../../shared/invariants.ts'
import { findOrGetChromium, launchChromium } from '../../support/chromium.ts'
import { injectDocument, injectTable } from './inject-document.ts'
import { landInjects } from './inject-run.ts'

/*
 * How long after a facilitator's key an inject is before everybody: some in real pages, the others in
 * the client's own connections. Prints a table; with --write, docs/INJECT.md.
 */

const usage = `npm run bench:inject -- [options]
  --pages <n>    real pages in Chromium, besides the facilitator's (6)
  --clients <n>  further people: the client's connections, without a page (24)
  --injects <n>  how many are landed (40)
  --write        write docs/INJECT.md`

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    pages: { type: 'string', default: '6' },
    clients: { type: 'string', default: '24' },
    injects: { type: 'string', default: '40' },
    write: { type: 'boolean', default: false },
  },
})

if (values.help) console.log(usage)
else await main()
process.exit()

async function main(): Promise<void> {
  const browser = await launchChromium(must(findOrGetChromium(), 'a Chromium'))
  try {
    const [pages, clients, injects] = [values.pages, values.clients, values.injects].map(Number)
    const figures = await landInjects(browser, {
      pages: pages ?? 6,
      clients: clients ?? 24,
      injects: injects ?? 40,
    })
    console.log(injectTable(figures))
    if (values.write) {
      const file = resolve(import.meta.dirname, '../../../docs/INJECT.md')
      writeFileSync(file, injectDocument(figures, `Chromium ${browser.version()}`))
    }
  } finally {
    await browser.close()
  }
}
