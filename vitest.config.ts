import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

const project = (name: string, testTimeout: number, globalSetup: string[] = []) => ({
  test: {
    name,
    globalSetup,
    include: [`test/${name}/**/*.test.ts`],
    environment: 'node',
    testTimeout,
    hookTimeout: 120_000,
  },
})

export default defineConfig({
  test: {
    reporters: ['default', './test/support/summary-reporter.ts'],
    maxWorkers: 2,
    projects: [
      project('unit', 10_000),
      project('contract', 30_000),
      project('integration', 30_000),
      project('fuzz', 600_000),
      project('kill', 600_000),
      project('e2e', 180_000, ['test/support/chromium-setup.ts']),
      {
        plugins: [svelte({ configFile: false })],
        // Svelte's effects run only in its browser build.
        resolve: { conditions: ['browser'] },
        test: {
          name: 'dom',
          include: ['test/dom/**/*.test.ts'],
          environment: 'jsdom',
          setupFiles: ['test/support/dom-gaps.ts'],
          testTimeout: 10_000,
        },
      },
    ],
  },
})
