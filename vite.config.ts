import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

/** In development Vite answers on the product's port and passes the server's paths on to it. */
const api = 'http://127.0.0.1:3001'

export default defineConfig({
  root: 'client',
  plugins: [svelte({ configFile: false })],
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
