import { dirname, join } from 'node:path'

/** Where everything lies that the page serves besides the component: what the runtime brings, and its own files. */
export const files = {
  uiSdk: join(dirname(require.resolve('backendless-ui-sdk/package.json')), 'dist'),
  requireJs: join(dirname(require.resolve('requirejs/package.json')), 'require.js'),
  consoleStyles: join(__dirname, 'console', 'console.css'),
  icon: join(__dirname, 'console', 'icon.svg'),
  assets: join(__dirname, 'assets'),
} as const
