import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import less from 'less'
import { buildParts } from './component-parts'

const part = join(__dirname, '../../ui-component')
const outFile = join(part, 'dist/pack/src/index.js')

/** One readable ES module whose only import is `react`: the platform itself compiles and minifies it. */
const buildModule = async (): Promise<void> => {
  const { build } = await import('vite')
  await build({
    root: part,
    configFile: false,
    logLevel: 'warn',
    // The classic form: UI Builder runs React 17, and the platform need not know JSX.
    oxc: { jsx: { runtime: 'classic' } },
    build: {
      target: 'es2020',
      outDir: join(part, 'dist/pack/src'),
      emptyOutDir: true,
      minify: false,
      lib: { entry: join(part, 'src/index.tsx'), formats: ['es'], fileName: () => 'index.js' },
      rolldownOptions: { external: ['react'], treeshake: { moduleSideEffects: false } },
    },
  })
}

/** `react` is no AMD module in an app: it is the global that the app already has. */
const globalReact: esbuild.Plugin = {
  name: 'global-react',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^react$/ }, () => ({ path: 'react', namespace: 'global' }))
    onLoad({ filter: /.*/, namespace: 'global' }, () => ({ contents: 'module.exports = window.React' }))
  },
}

const bundle = async (options: esbuild.BuildOptions): Promise<string> => {
  const { outputFiles } = await esbuild.build({ entryPoints: [outFile], bundle: true, write: false, target: 'es2020', legalComments: 'none', ...options })
  return outputFiles?.[0]?.text ?? ''
}

/** Every state of the component on one page, for the playground, for pictures and for tests. */
const buildStates = async (): Promise<void> => {
  await esbuild.build({ entryPoints: [join(part, 'states/main.tsx')], outfile: join(part, 'dist/states/main.js'), bundle: true, format: 'iife', target: 'es2020', define: { 'process.env.NODE_ENV': '"production"' }, legalComments: 'none' })
}

/** The same module as the platform would wrap it, for pages that RequireJS loads. `define` is shadowed from bundled code. */
const amdOf = (code: string): string => `define(['exports'], function (exports) {
  const define = undefined
${code}
  exports.default = audioTranscriber.default
})
`

/** What lies beside `src` in the zip; the root of the zip is the component itself. */
const beside = ['component.json', 'preview.html', 'thumbnail.png', 'README.md', 'styles']

const copyBeside = (): void =>
  beside.filter((name) => existsSync(join(part, name))).forEach((name) => cpSync(join(part, name), join(part, 'dist/pack', name), { recursive: true }))

/** What the theme of an app gives to styles; the values are those of a new app. */
const themes = {
  light: '@themePrimary: #337ab7; @appBackgroundColor: #fff; @appTextColor: #111; @isLightTheme: true;',
  dark: '@themePrimary: #6cb2ee; @appBackgroundColor: #16191d; @appTextColor: #f2f4f6; @isLightTheme: false;',
}

const kilobytes = (text: string | Buffer): string => `${(Buffer.byteLength(text) / 1024).toFixed(1)} kB`

/** Builds the component for the zip (`dist/pack`) and for the playground (`dist/amd`). */
export const buildComponent = async (): Promise<string> => {
  await buildModule()
  copyBeside()
  await buildStates()
  const parts = await buildParts()
  mkdirSync(join(part, 'dist/amd'), { recursive: true })
  const code = await bundle({ format: 'iife', globalName: 'audioTranscriber', plugins: [globalReact] })
  writeFileSync(join(part, 'dist/amd/index.js'), amdOf(code))
  const styles = readFileSync(join(part, 'styles/index.less'), 'utf8')
  for (const [theme, variables] of Object.entries(themes)) {
    const { css } = await less.render(variables + styles)
    writeFileSync(join(part, `dist/amd/${theme === 'light' ? 'index' : theme}.css`), css)
  }
  const minified = await bundle({ format: 'esm', external: ['react'], minify: true })
  return `ui-component/dist: component ${kilobytes(minified)} minified, ${kilobytes(gzipSync(minified, { level: 9 }))} gzip, without React\n${parts}`
}
