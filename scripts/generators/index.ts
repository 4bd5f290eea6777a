import { blockFiles } from './blocks'
import { componentFiles } from './component'
import { functionsPageFiles } from './functions-page'
import type { GeneratedFile } from './generated-file'
import { manifestFiles } from './manifest'
import { noticeFiles } from './notices'
import { referenceFiles } from './reference'
import { serviceFiles } from './service'

/** All generators; each answers the files that it owns. */
export const generators: readonly (() => GeneratedFile[] | Promise<GeneratedFile[]>)[] = [
  serviceFiles,
  referenceFiles,
  blockFiles,
  functionsPageFiles,
  componentFiles,
  manifestFiles,
  noticeFiles,
]
