import { dirname, join, resolve } from 'node:path'

const repository = resolve(__dirname, '..', '..')

/** Where everything lies that the page serves: what is built, what the runtime brings, and its own files. */
export const files = {
  componentJson: join(repository, 'ui-component', 'dist', 'pack', 'component.json'),
  componentModule: join(repository, 'ui-component', 'dist', 'amd', 'index.js'),
  componentStyles: join(repository, 'ui-component', 'dist', 'pack', 'styles', 'index.less'),
  uiSdk: join(dirname(require.resolve('backendless-ui-sdk/package.json')), 'dist'),
  requireJs: join(dirname(require.resolve('requirejs/package.json')), 'require.js'),
  console: join(__dirname, 'console'),
  assets: join(__dirname, 'assets'),
} as const
