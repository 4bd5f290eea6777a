'use strict'

const tseslint = require('typescript-eslint')

const parts = ['service', 'codeless-blocks', 'ui-component', 'playground', 'test', 'scripts', 'bench']

/** An import that leaves its part may only lead to the given ones. */
const border = (part, allowed) => ({
  files: [`${part}/**/*.ts`, `${part}/**/*.tsx`],
  rules: {
    'no-restricted-imports': ['error', {
      patterns: parts.filter((other) => other !== part && !allowed.includes(other)).map((other) => ({
        regex: `^(\\.\\./)+${other}(/|$)`,
        message: `${part}/ must not import ${other}/. Shared facts belong in contract/ (see docs/decisions/0001-one-contract.md).`,
      })).concat({
        regex: '^(\\.\\./)+contract/.+',
        message: 'Import contract/ through its index: it is the only public file.',
      }),
    }],
  },
})

module.exports = tseslint.config(
  { ignores: ['**/dist/**', 'node_modules/**', '.playground/**', '.cache/**', 'coverage/**', '**/*.generated.*', 'codeless-blocks/functions/**', '*.js', '**/*.cjs', '**/*.js'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 15],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['contract/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^(?!\\./)', message: 'contract/ imports nothing: no Node, no DOM, no package, no other part.' }] }],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'require', 'window', 'document', 'navigator', 'fetch', 'setTimeout', 'setInterval', 'console', 'globalThis'],
    },
  },
  border('service', []),
  border('codeless-blocks', []),
  border('ui-component', []),
  border('playground', []),
  border('scripts', ['codeless-blocks', 'ui-component', 'service', 'playground', 'test']),
  border('test', ['service', 'codeless-blocks', 'ui-component', 'playground', 'scripts']),
  border('bench', ['playground', 'scripts', 'test']),
  {
    files: ['test/**/*.ts', 'test/**/*.tsx'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off', '@typescript-eslint/no-unsafe-argument': 'off' },
  },
  { files: ['scripts/**/*.ts', 'bench/**/*.ts', 'playground/**/*main.ts', 'playground/**/worker.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['ui-component/src/**/*.ts', 'ui-component/src/**/*.tsx'],
    ignores: ['ui-component/src/browser.ts', 'ui-component/src/devices.ts', 'ui-component/src/network.ts', 'ui-component/src/upload/send-file.ts', 'ui-component/src/scope.ts'],
    rules: {
      'no-restricted-globals': ['error', ...['window', 'document', 'navigator', 'MediaRecorder', 'AudioContext', 'XMLHttpRequest', 'fetch', 'Backendless', 'BackendlessUI'].map((name) => ({ name, message: 'Only ui-component/src/browser.ts reads browser globals; add what you need to its Browser interface.' })),
        ...['setTimeout', 'setInterval', 'requestAnimationFrame'].map((name) => ({ name, message: 'Timers belong to the Scope (ui-component/src/scope.ts), so that unmounting stops them.' }))],
    },
  },
)
