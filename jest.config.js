'use strict'

/** One folder a level (test/README.md). Children are started with tsx, so Jest itself only compiles the tests and pure modules. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  transform: {
    '^.+\\.tsx?$': ['ts-jest', { tsconfig: { module: 'CommonJS', moduleResolution: 'node10', target: 'ES2022', jsx: 'react', esModuleInterop: true, isolatedModules: true, resolveJsonModule: true }, diagnostics: false }],
  },
  maxWorkers: 2,
  testTimeout: 120_000,
}
