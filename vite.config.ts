import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Plugin } from 'vite'
import { defineConfig } from 'vite'

/** In development Vite answers on the product's port and passes the server's paths on to it. */
const api = 'http://127.0.0.1:3001'

/**
 * Lets the browser fetch the app beside the entry, which imports it only once it knows the
 * language: without this, everybody would wait for one more round trip.
 */
const preloadApp: Plugin = {
  name: 'preload-app',
  transformIndexHtml(_html, { bundle }) {
    const chunks = Object.values(bundle ?? {}).filter((each) => each.type === 'chunk')
    const app = chunks.find((each) => each.facadeModuleId?.endsWith('/client/App.svelte'))
    const needed = new Set(app && [app])
    // What is added while it is walked is walked, too.
    for (const { imports } of needed) {
      for (const each of chunks) if (imports.includes(each.fileName)) needed.add(each)
    }
    const styles = [...needed].flatMap((each) => [...(each.viteMetadata?.importedCss ?? [])])
    return [
      ...[...needed].map(({ fileName }) => link(fileName, { rel: 'modulepreload' })),
      ...[...new Set(styles)].map((file) => link(file, { rel: 'preload', as: 'style' })),
    ]
  },
}

function link(file: string, how: Record<string, string>) {
  return { tag: 'link', attrs: { ...how, crossorigin: true, href: `/${file}` } }
}

export default defineConfig({
  root: 'client',
  plugins: [svelte({ configFile: false }), preloadApp],
  build: { outDir: '../dist/client', emptyOutDir: true, target: 'es2022', manifest: true },
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
