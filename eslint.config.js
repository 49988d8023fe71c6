import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

/** Imports run one way: `shared` imports nothing of ours; `client` and `server` meet only there. */
const forbid = (...groups) => ['error', { patterns: groups }]
const ofOurs = (folder) => ({
  regex: `(^|/)${folder}/`,
  message: `This folder must not import from ${folder}/ (ARCHITECTURE.md, "Imports").`,
})
const ofNode = { regex: '^node:', message: 'shared/ and client/ run without Node.' }
const ofSvelte = { regex: '^svelte', message: 'Only client/ knows Svelte.' }
const ofSockets = {
  regex: '^(ws|socket\\.io|express)(/|$)',
  message: 'A room is deaf to sockets: it is given { send, close }.',
}
const ofSqlite = {
  regex: '^@photostructure/sqlite$',
  message: 'Only server/log/sqlite knows SQLite.',
}
const ofLargeZod = {
  regex: '^zod$',
  message: 'The page loads what shared/ imports: zod/mini says the same in a third of the bytes.',
}
const ofPrometheus = { regex: '^prom-client$', message: 'Only server/metrics knows Prometheus.' }

export default ts.config(
  { ignores: ['dist/', '**/node_modules/', 'data/', 'coverage/', 'test/bench/.work/'] },
  js.configs.recommended,
  { files: ['**/*.ts', '**/*.svelte'], extends: [ts.configs.strictTypeChecked] },
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
      parserOptions: {
        project: ['./shared', './server', './client', './test'].map((f) => `${f}/tsconfig.json`),
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    files: ['**/*.ts', '**/*.svelte'],
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
    },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      // Props are declared with `let` in runes mode; the plugin's own rule understands that.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$derived'] }],
      // The router is our own and small: links are plain paths.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['shared/**'],
    rules: {
      'no-restricted-imports': forbid(
        ofOurs('server'),
        ofOurs('client'),
        ofOurs('test'),
        ofNode,
        ofSvelte,
        ofSockets,
        ofSqlite,
        ofLargeZod,
      ),
      // No clock of its own: time is an argument.
      'no-restricted-globals': ['error', 'performance', 'setTimeout', 'setInterval'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument in shared/.' },
        { object: 'Math', property: 'random', message: 'Chance is an argument in shared/.' },
      ],
    },
  },
  {
    files: ['server/**'],
    ignores: ['server/log/sqlite/**'],
    rules: {
      'no-restricted-imports': forbid(
        ofOurs('client'),
        ofOurs('test'),
        ofSvelte,
        ofSqlite,
        ofPrometheus,
      ),
    },
  },
  {
    files: ['server/log/sqlite/**'],
    rules: {
      'no-restricted-imports': forbid(ofOurs('client'), ofOurs('test'), ofSvelte, ofPrometheus),
    },
  },
  {
    files: ['server/metrics/**'],
    rules: {
      'no-restricted-imports': forbid(ofOurs('client'), ofOurs('test'), ofSvelte, ofSqlite),
    },
  },
  {
    files: ['server/rooms/**', 'server/stage/**'],
    rules: {
      'no-restricted-imports': forbid(
        ofOurs('client'),
        ofOurs('test'),
        ofOurs('http'),
        ofOurs('sync'),
        ofOurs('live'),
        ofSvelte,
        ofSockets,
        ofSqlite,
        ofPrometheus,
      ),
    },
  },
  {
    files: ['client/**'],
    rules: {
      'no-restricted-imports': forbid(
        ofOurs('server'),
        ofOurs('test'),
        ofNode,
        ofSockets,
        ofSqlite,
        ofLargeZod,
      ),
    },
  },
  {
    files: ['client/**/*.svelte'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          name: 'yjs',
          allowTypeImports: true,
          message: 'A component reads Yjs through client/state/yjs.svelte.ts.',
        },
      ],
    },
  },
  { files: ['**/*.js', '**/*.mjs'], extends: [ts.configs.disableTypeChecked] },
)
