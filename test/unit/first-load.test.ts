import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

/** What Vite's manifest says of one thing that it built. */
interface Built {
  readonly file: string
  /** What it needs at once; what it imports later stands apart. */
  readonly imports?: readonly string[]
}

const folder = 'dist/client'
const manifest = `${folder}/.vite/manifest.json`

/** The entry, the program, and the page that it imports for whoever is in a session. */
const participantsPage = ['index.html', 'App.svelte', 'pages/session.svelte']

/** Bytes of JavaScript as they come over the network. */
const most = 200_000

/** Only what was built can be weighed: `npm test` and `npm run check` build first. */
describe.skipIf(!existsSync(manifest))('the first load of the participant’s page', () => {
  test('[PAGE-70] at most 200 kB of gzipped JavaScript come before the board can be typed on', () => {
    const sizes = sizesOf(neededAtOnce(participantsPage))
    const sum = sizes.reduce((all, { bytes }) => all + bytes, 0)
    const largest = sizes.slice(0, 5).map(({ file, bytes }) => `${bytes} ${file}`)
    const words = `${sum} bytes, of these\n  ${largest.join('\n  ')}`
    console.log(`First load: ${words}`)
    expect(sum, words).toBeLessThanOrEqual(most)
  })

  test('[PAGE-70] the page asks for the app at once, not only when the language is known', () => {
    const page = readFileSync(`${folder}/index.html`, 'utf8')
    for (const file of neededAtOnce(['App.svelte'])) expect(page).toContain(`href="/${file}"`)
  })

  test('[PAGE-104] whoever opens a session or a replay is given a page that asks for all of it', () => {
    for (const name of ['session', 'replay']) {
      const page = readFileSync(`${folder}/${name}.html`, 'utf8')
      const needed = neededAtOnce(['index.html', 'App.svelte', `pages/${name}.svelte`])
      for (const file of needed) expect(page).toContain(`"/${file}"`)
    }
  })

  test('[PAGE-70] editors and plots come later', () => {
    const code = neededAtOnce(participantsPage)
      .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
      .join('\n')
    expect(code).toContain('cards')
    for (const sign of ['cm-content', 'uplot']) expect(code).not.toContain(sign)
  })
})

/** The files that are loaded with these entries before any of them runs. */
function neededAtOnce(entries: readonly string[]): string[] {
  const builtByName = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, Built>
  const reached = new Set<string>()
  const reach = (name: string): void => {
    const built = builtByName[name]
    if (!built) throw new Error(`The build has no ${name}: what does the page load instead?`)
    if (reached.has(built.file)) return
    reached.add(built.file)
    built.imports?.forEach(reach)
  }
  entries.forEach(reach)
  return [...reached]
}

/** Compressed as the server does for whoever takes gzip, largest first. */
function sizesOf(files: readonly string[]): { file: string; bytes: number }[] {
  return files
    .map((file) => ({ file, bytes: gzipSync(readFileSync(`${folder}/${file}`)).length }))
    .sort((a, b) => b.bytes - a.bytes)
}
