import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build as bundle, transform, type BuildOptions } from 'esbuild'
import { devDependencies, version } from '../../package.json'

const root = join(__dirname, '..', '..')
const source = join(root, 'service', 'src')
const target = join(root, 'service', 'dist')
/** Built beside the old folder and swapped at the end: a running playground never sees half a build. */
const fresh = join(root, 'service', `dist.${process.pid}`)

/** Cloud Code's Node version is not published; 18 is the oldest that CodeRunner accepts. */
const shared: BuildOptions = { bundle: true, platform: 'node', target: 'es2022', format: 'cjs', legalComments: 'none', logLevel: 'warning' }

/** Node 18 has File only in node:buffer, and the SDK looks for the global one. */
const filePolyfill = "globalThis.File ??= require('node:buffer').File;"

const minified = { minifyWhitespace: true, minifySyntax: true } as const

/**
 * `run.cjs`, what its second half needs (`second-half.cjs`), what only long audio and jobs need (`long.cjs`), and what they share (`shared-….cjs`):
 * nothing is loaded twice, so classes stay the same.
 * Only ES modules are split by the bundler, so each file becomes CommonJS afterwards, `import()` included: Node would start its second module loader for it.
 */
const buildRun = async (): Promise<void> => {
  const { outputFiles } = await bundle({
    ...shared,
    ...minified,
    format: 'esm',
    splitting: true,
    write: false,
    entryPoints: { run: join(source, 'run.ts'), 'second-half': join(source, 'operations', 'finish-call.ts'), long: join(source, 'long.ts') },
    chunkNames: 'shared-[hash]',
    outExtension: { '.js': '.cjs' },
    outdir: fresh,
    plugins: [{ name: 'vendor-beside-the-service', setup: ({ onResolve }) => onResolve({ filter: /\/(vendor|mediabunny)$/ }, ({ path }) => ({ path: path.endsWith('vendor') ? './openai.cjs' : './mediabunny.cjs', external: true })) }],
  })
  for (const { path, text } of outputFiles) {
    const { code } = await transform(text, { ...minified, platform: 'node', target: 'es2022', format: 'cjs', supported: { 'dynamic-import': false } })
    writeFileSync(path, code)
  }
}

const buildVendor = (): Promise<unknown> =>
  bundle({
    ...shared,
    entryPoints: [join(source, 'openai', 'vendor.ts')],
    outfile: join(fresh, 'openai.cjs'),
    minify: true,
    banner: { js: `/* openai ${devDependencies.openai}, Apache-2.0, https://github.com/openai/openai-node */ ${filePolyfill}` },
  })

const buildMediabunny = (): Promise<unknown> =>
  bundle({
    ...shared,
    entryPoints: [join(source, 'audio', 'split', 'packets', 'mediabunny.ts')],
    outfile: join(fresh, 'mediabunny.cjs'),
    minify: true,
    banner: { js: `/* mediabunny ${devDependencies.mediabunny}, MPL-2.0, source of the unchanged files: https://github.com/Vanilagy/mediabunny/tree/v${devDependencies.mediabunny} */` },
  })

const coderunnerJson = { app: { id: '', apiKey: '', model: 'audio-to-text', exclude: ['coderunner.json', 'package-lock.json', '**/*.map', '**/*.d.ts'] }, backendless: { apiServer: 'https://api.backendless.com', msgBroker: { host: 'cl.backendless.com', port: 6379 } } }

const kilobytes = (folder: string): number => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1000

/** Builds `service/dist`: one `.js` for CodeRunner to read, and the code beside it as `.cjs`, which CodeRunner does not load by itself. */
export const buildService = async (): Promise<string> => {
  mkdirSync(fresh, { recursive: true })
  await Promise.all([buildRun(), buildVendor(), buildMediabunny()])
  copyFileSync(join(source, 'service.generated.js'), join(fresh, 'service.js'))
  writeFileSync(join(fresh, 'package.json'), `${JSON.stringify({ name: 'audio-to-text', version, private: true }, null, 2)}\n`)
  writeFileSync(join(fresh, 'coderunner.json'), `${JSON.stringify(coderunnerJson, null, 2)}\n`)
  rmSync(target, { recursive: true, force: true })
  renameSync(fresh, target)
  return `service/dist: ${kilobytes(target).toFixed(1)} kB`
}
