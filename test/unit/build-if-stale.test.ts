import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

/** A project as small as can be, built by the script under test. */
class SmallProject {
  readonly root = mkdtempSync(join(tmpdir(), 'gamelan-build-'))

  constructor() {
    const script = 'server/build-if-stale.mjs'
    this.write('package.json', JSON.stringify({ scripts: { 'build:client': build('client') } }))
    this.write('server/main.ts', 'one')
    cpSync(script, join(this.root, script))
    this.buildsServerWith(build('server'))
  }

  buildsServerWith(command: string): void {
    const scripts = { 'build:client': build('client'), 'build:server': command }
    this.write('package.json', JSON.stringify({ type: 'module', scripts }))
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.root, path, '..'), { recursive: true })
    writeFileSync(join(this.root, path), text)
  }

  run(...args: string[]): { code: number | null; said: string } {
    const script = join(this.root, 'server/build-if-stale.mjs')
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args])
    return { code: status, said: `${stdout.toString()}${stderr.toString()}` }
  }
}

function build(part: string): string {
  return `mkdir -p dist/${part} && echo built > dist/${part}/main.js`
}

const projects: SmallProject[] = []
function smallProject(): SmallProject {
  const project = new SmallProject()
  projects.push(project)
  return project
}

afterEach(() => {
  for (const { root } of projects.splice(0)) rmSync(root, { recursive: true })
})

test('[OPS-1] what is not built is built, and what is built is left alone', () => {
  const project = smallProject()
  const { code, said } = project.run()
  expect(code).toBe(0)
  expect(said).toContain('nothing built')
  expect(existsSync(join(project.root, 'dist/server/main.js'))).toBe(true)
  expect(project.run()).toEqual({ code: 0, said: 'Gamelan: the build is up to date.\n' })
})

test('[OPS-1] a changed, a new and a removed source each ask for a build', () => {
  const project = smallProject()
  project.run()
  project.write('server/main.ts', 'two')
  expect(project.run().said).toContain('the sources changed')
  project.write('shared/new.ts', '')
  expect(project.run().said).toContain('the sources changed')
  rmSync(join(project.root, 'shared/new.ts'))
  expect(project.run().said).toContain('the sources changed')
  expect(project.run().said).toContain('up to date')
})

test('[OPS-1] a hole in what was built asks for a build', () => {
  const project = smallProject()
  project.run()
  rmSync(join(project.root, 'dist/client/main.js'))
  expect(project.run().said).toContain('dist/ changed')
  expect(existsSync(join(project.root, 'dist/client/main.js'))).toBe(true)
})

test('[OPS-2] a build that fails says so, exits 1, and never looks like a whole one', () => {
  const project = smallProject()
  project.run()
  project.buildsServerWith('echo it is broken >&2 && exit 3')
  for (let time = 0; time < 2; time += 1) {
    const { code, said } = project.run()
    expect(code).toBe(1)
    expect(said).toContain('it is broken')
    expect(said).toContain('`npm run build:server` failed')
  }
  project.buildsServerWith(build('server'))
  expect(project.run().code).toBe(0)
  expect(project.run().said).toContain('up to date')
})
