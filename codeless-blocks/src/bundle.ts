import { join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { withOneLineTemplates } from './one-line-templates'

const root = resolve(__dirname, '..', '..')

/** What nothing uses is left out, although it stands beside something that is used. */
const onlyWhatIsUsed: Plugin = {
  name: 'only-what-is-used',
  setup: ({ onResolve, resolve: find }) => {
    onResolve({ filter: /^\./ }, async ({ path, pluginData, ...rest }) => {
      if (pluginData === onlyWhatIsUsed) return undefined
      const found = await find(path, { ...rest, pluginData: onlyWhatIsUsed })
      return { ...found, sideEffects: false }
    })
  },
}

/** One `export { run }` stands at the end of every bundle: in a block there is nothing to export to. */
const exported = /\nexport \{\n {2}run\n\};\n$/

const errorRow = /^ {2}\{ number: \d+, key: ("[a-z-]+"),.*\},?\n/gm

/** Errors that the code never names cannot happen in it. */
const withoutOtherErrors = (text: string): string => text.replace(errorRow, (row, key: string) => (text.split(key).length > 2 ? row : ''))

/** The JavaScript of an entry with everything that it imports, readable, for the body of one function. */
export const bundle = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'codeless-blocks', 'src', 'entries', `${entry}.ts`)], absWorkingDir: root, bundle: true, write: false, format: 'esm', target: 'es2020', charset: 'utf8', legalComments: 'none',
    logLevel: 'warning', plugins: [onlyWhatIsUsed], tsconfigRaw: {},
  })
  const text = outputFiles[0]?.text ?? ''
  if (!exported.test(text)) throw new Error(`codeless-blocks/src/entries/${entry}.ts must export run and nothing else`)
  return withoutOtherErrors(withOneLineTemplates(text.replace(exported, '')))
}
