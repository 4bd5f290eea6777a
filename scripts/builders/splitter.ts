import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build as bundle } from 'esbuild'
import type { openAudio } from '../../service/src/audio/split/open'
import type { sourceOf } from '../../service/src/audio/split/source-of'
import type { planPieces } from '../../service/src/plan/plan-pieces'

export type { AudioSource, OpenAudio, Piece, Splitting, SplitWish } from '../../service/src/audio/split/types'

/** The part of the service that cuts audio, to be measured by itself. */
export interface Splitter {
  readonly openAudio: typeof openAudio
  readonly sourceOf: typeof sourceOf
  readonly planPieces: typeof planPieces
}

const splitFolder = join(__dirname, '..', '..', 'service', 'src', 'audio', 'split')
const fileName = 'splitter.cjs'

/** Builds it beside a built service, as small as that is built, with the same `mediabunny.cjs`. */
export const buildSplitter = async (serviceDir: string): Promise<void> => {
  await bundle({
    stdin: { contents: `export { openAudio } from './open'; export { sourceOf } from './source-of'; export { planPieces } from '../../plan/plan-pieces'`, resolveDir: splitFolder, loader: 'ts' },
    outfile: join(serviceDir, fileName), bundle: true, platform: 'node', target: 'es2022', format: 'cjs', minifyWhitespace: true, minifySyntax: true, logLevel: 'warning',
    supported: { 'dynamic-import': false },
    plugins: [{ name: 'mediabunny-beside-the-service', setup: ({ onResolve }) => onResolve({ filter: /\/mediabunny$/ }, () => ({ path: './mediabunny.cjs', external: true })) }],
  })
}

/** Loads what was built. */
export const loadSplitter = (serviceDir: string): Splitter => createRequire(join(serviceDir, fileName))(`./${fileName}`) as Splitter
