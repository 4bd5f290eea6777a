import { statSync } from 'node:fs'
import { join } from 'node:path'
import * as esbuild from 'esbuild'

/** `react` is no AMD module in an app: it is the global that the app already has. */
const globalReact: esbuild.Plugin = {
  name: 'global-react',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^react$/ }, () => ({ path: 'react', namespace: 'global' }))
    onLoad({ filter: /.*/, namespace: 'global' }, () => ({ contents: 'module.exports = window.React' }))
  },
}

const compile = async (entry: string): Promise<string> => {
  const { outputFiles } = await esbuild.build({ entryPoints: [entry], bundle: true, write: false, format: 'iife', globalName: 'component', target: 'es2020', plugins: [globalReact] })
  return `define(['exports'], function (exports) {
  const define = undefined
${outputFiles[0]?.text ?? ''}
  exports.default = component.default
})
`
}

const compiled = new Map<string, Promise<string>>()

/** The component as the platform compiles it from the folder of its zip, for an app that loads AMD modules. */
export const componentModule = (componentFolder: string): Promise<string> => {
  const entry = join(componentFolder, 'src', 'index.js')
  const key = `${entry} ${statSync(entry).mtimeMs}`
  const known = compiled.get(key) ?? compile(entry)
  compiled.set(key, known)
  return known
}
