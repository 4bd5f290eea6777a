import { blockDefinitions, functionFiles } from '../../codeless-blocks/src'
import type { FunctionPlace } from '../../contract'
import { generatedNotice, type GeneratedFile } from './generated-file'

const places: readonly FunctionPlace[] = ['ui', 'cloud']

const functionsOf = async (place: FunctionPlace): Promise<GeneratedFile[]> => (await functionFiles(place)).map(({ path, content }) => ({ path: `codeless-blocks/functions/${place}/${path}`, content }))

const definitions = (): GeneratedFile => ({
  path: 'codeless-blocks/blocks.generated.json', content: `${JSON.stringify({ $comment: generatedNotice('blocks'), ...blockDefinitions() }, null, 2)}\n`,
})

/** The functions in both forms that Codeless stores, and the blocks that call them. */
export const blockFiles = async (): Promise<GeneratedFile[]> => [...(await Promise.all(places.map(functionsOf))).flat(), definitions()]
