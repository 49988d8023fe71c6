import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { HtmlTagDescriptor, IndexHtmlTransformContext, Plugin } from 'vite'
import { defineConfig } from 'vite'

/** In development Vite answers on the product's port and passes the server's paths on to it. */
const api = 'http://127.0.0.1:3001'

/**
 * Lets the browser fetch the app beside the entry, which imports it only once it knows the
 * language: without this, everybody would wait for one more round trip.
 */
const preloadApp: Plugin = {
  name: 'preload-app',
  transformIndexHtml: (_html, { bundle }) => linksTo('App.svelte', bundle ?? {}),
}

/** Those who open one of these wait for its code, too: the server gives them a page that asks for it at once. */
const preloadedPages = ['session', 'replay']

const preloadPages: Plugin = {
  name: 'preload-pages',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const index = bundle['index.html']
    if (index?.type !== 'asset') throw new Error('There is no index.html to begin with.')
    const html = String(index.source)
    for (const page of preloadedPages) {
      const links = linksTo(`pages/${page}.svelte`, bundle)
        .filter(({ attrs }) => !html.includes(String(attrs?.['href'])))
        .map((each) => `  ${written(each)}\n  `)
      const source = html.replace('</head>', `${links.join('')}</head>`)
      this.emitFile({ type: 'asset', fileName: `${page}.html`, source })
    }
  },
}

type Bundle = NonNullable<IndexHtmlTransformContext['bundle']>

/** Links to all that a module of the client needs at once, itself and its styles among it. */
function linksTo(name: string, bundle: Bundle): HtmlTagDescriptor[] {
  const chunks = Object.values(bundle).filter((each) => each.type === 'chunk')
  const own = chunks.find((each) => each.facadeModuleId?.endsWith(`/client/${name}`))
  const needed = new Set(own && [own])
  // What is added while it is walked is walked, too.
  for (const { imports } of needed) {
    for (const each of chunks) if (imports.includes(each.fileName)) needed.add(each)
  }
  const styles = [...needed].flatMap((each) => [...(each.viteMetadata?.importedCss ?? [])])
  return [
    ...[...needed].map(({ fileName }) => link(fileName, { rel: 'modulepreload' })),
    ...[...new Set(styles)].map((file) => link(file, { rel: 'preload', as: 'style' })),
  ]
}

function link(file: string, how: Record<string, string>) {
  return { tag: 'link', attrs: { ...how, crossorigin: true, href: `/${file}` } }
}

function written({ tag, attrs = {} }: HtmlTagDescriptor): string {
  const all = Object.entries(attrs).map(([name, is]) => (is === true ? name : `${name}="${is}"`))
  return `<${[tag, ...all].join(' ')}>`
}

/** What the bundler knows of a module, as far as it is asked here. */
interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

const client = fileURLToPath(new URL('client/', import.meta.url))

/** The modules that run before these are done: what they import at once, and so on. */
function reachedFrom(names: readonly string[], graph: Graph): Set<string> {
  const reached = new Set(names.map((name) => client + name))
  for (const id of reached) {
    for (const each of graph.getModuleInfo(id)?.importedIds ?? []) {
      reached.add(each)
    }
  }
  return reached
}

/**
 * Puts what a session's page needs at once into three files: what the entry needs, what the start
 * page needs as well, and the rest. Left to the bundler it falls into a hundred, each fetched and
 * packed by itself. The entry's must hold no words: it runs before the language is known.
 */
const chunks = [
  { name: 'start', priority: 3, of: ['main.ts'] },
  { name: 'common', priority: 2, of: ['App.svelte', 'pages/home.svelte', 'pages/lexicon.svelte'] },
  { name: 'together', priority: 1, of: ['pages/session.svelte'] },
].map(({ name, priority, of }) => {
  let own: Set<string> | null = null
  let session: Set<string> | null = null
  const nameOf = (id: string, graph: Graph) => {
    own ??= reachedFrom(of, graph)
    session ??= reachedFrom(['pages/session.svelte', 'main.ts'], graph)
    // The entry itself waits for what imports this file: it is none of it.
    return id !== `${client}main.ts` && own.has(id) && session.has(id) ? name : null
  }
  return { name: nameOf, priority }
})

export default defineConfig({
  root: 'client',
  plugins: [svelte({ configFile: false }), preloadApp, preloadPages],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    rolldownOptions: {
      output: { codeSplitting: { groups: chunks } },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 3000,
    strictPort: true,
    proxy: {
      '/api': api,
      '/healthz': api,
      '/sync': { target: api, ws: true },
      '/live': { target: api, ws: true },
    },
  },
})
