import { existsSync } from 'node:fs'
import { must } from '../../shared/invariants.ts'

/**
 * The folder of the scenarios that come with the product. The compiler copies no YAML, so the
 * running code may be `server/library/` or `dist/server/library/` while the files are always in
 * `server/library/scenarios/` of the package. The package is the nearest folder above that has a
 * package.json: that holds for both, wherever the package was put and whatever the working folder.
 */
export function shippedScenarios(): URL {
  return new URL('server/library/scenarios/', packageRoot())
}

function packageRoot(): URL {
  const above = foldersAbove(new URL('.', import.meta.url))
  return must(
    above.find((folder) => existsSync(new URL('package.json', folder))),
    'a package.json above the server',
  )
}

function foldersAbove(folder: URL): URL[] {
  const parent = new URL('..', folder)
  return parent.href === folder.href ? [folder] : [folder, ...foldersAbove(parent)]
}
