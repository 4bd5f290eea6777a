import { functionFiles, type Place } from '../../codeless-blocks/src'
import type { GeneratedFile } from './generated-file'

const places: readonly Place[] = ['ui', 'cloud']

/** The functions in both forms that Codeless stores. */
export const blockFiles = (): GeneratedFile[] =>
  places.flatMap((place) => functionFiles[place].map(({ path, content }) => ({ path: `codeless-blocks/functions/${place}/${path}`, content })))
