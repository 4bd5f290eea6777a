import { functionFiles } from '../../codeless-blocks/src'
import type { FunctionPlace } from '../../contract'
import type { GeneratedFile } from './generated-file'

const places: readonly FunctionPlace[] = ['ui', 'cloud']

/** The functions in both forms that Codeless stores. */
export const blockFiles = async (): Promise<GeneratedFile[]> =>
  (await Promise.all(places.map(async (place) => (await functionFiles(place)).map(({ path, content }) => ({ path: `codeless-blocks/functions/${place}/${path}`, content }))))).flat()
