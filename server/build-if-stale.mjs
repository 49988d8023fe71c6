/*
 * Builds the client and the server when what is built is missing or not of these sources. Runs
 * before `npm start`, `npm test` and `npm run demo`; `--always` builds in any case (`npm run build`).
 *
 * The stamp is taken away before a build and written behind it, so a build that failed or was
 * interrupted is never mistaken for a whole one. It holds a hash of the sources as they stood when
 * the build began, and what the build left, so that edits meanwhile and holes in dist/ are seen.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'

const root = resolve(fileURLToPath(import.meta.url), '../..')
const dist = join(root, 'dist')
const stampFile = join(dist, '.stamp')
const sources = [
  'client',
  'server',
  'shared',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
]
const builds = ['build:client', 'build:server']

const sourceHash = hashOf(sources, (path) => readFileSync(path))
const reason = process.argv.includes('--always') ? 'as asked' : whyStale()
if (reason === null) console.log('Gamelan: the build is up to date.')
else await build(reason)

async function build(why) {
  const start = performance.now()
  console.log(`Gamelan: building (${why}) ...`)
  rmSync(stampFile, { force: true })
  const failed = (await Promise.all(builds.map(run))).filter((each) => each.code !== 0)
  if (failed.length > 0) return giveUp(failed)
  writeFileSync(stampFile, `${sourceHash}\n${outputHash()}\n`)
  console.log(`Gamelan: built in ${((performance.now() - start) / 1_000).toFixed(1)} s.`)
}

function giveUp(failed) {
  for (const { output } of failed) process.stderr.write(output)
  const names = failed.map(({ name }) => `\`npm run ${name}\``).join(' and ')
  console.error(`Gamelan: ${names} failed, see above. \`npm ci\` installs what a build needs.`)
  process.exitCode = 1
}

function run(name) {
  const shell = process.platform === 'win32'
  const child = spawn('npm', ['run', '--silent', name], { cwd: root, shell, stdio: 'pipe' })
  let output = ''
  child.stdin.end()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text))
  }
  return new Promise((done) => {
    child.on('error', (error) => done({ name, code: 1, output: `${error.message}\n` }))
    child.on('close', (code) => done({ name, code, output }))
  })
}

/** Why a build is needed, or null where what is there was built from these very sources. */
function whyStale() {
  if (!existsSync(stampFile)) return existsSync(dist) ? 'no whole build yet' : 'nothing built yet'
  const [sourcesThen, outputThen] = readFileSync(stampFile, 'utf8').split('\n')
  if (sourcesThen !== sourceHash) return 'the sources changed'
  return outputThen === outputHash() ? null : 'dist/ changed since it was built'
}

function outputHash() {
  const folders = ['client', 'server', 'shared'].map((folder) => `dist/${folder}`)
  return hashOf(folders, (path) => {
    const { size, mtimeMs } = statSync(path)
    return `${size} ${mtimeMs}`
  })
}

function hashOf(paths, contentOf) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesIn)) {
    hash
      .update(`${path}\0`)
      .update(contentOf(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** The files at or under a path of the project, in a fixed order; none where it is missing. */
function filesIn(path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false })
  if (!stats) return []
  if (!stats.isDirectory()) return [path]
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`))
}
