import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import less from 'less'
import { files } from './files'

/** What an app developer sets under Theme; everything else follows from it. The values of `light` are those of a new app. */
const themeVariables = {
  light: '@themePrimary: #337ab7; @appBackgroundColor: #ffffff;',
  dark: '@themePrimary: #6cb2ee; @appBackgroundColor: #16191d;',
} as const

export type PreviewTheme = keyof typeof themeVariables

export const isPreviewTheme = (name: string): name is PreviewTheme => name in themeVariables

/** As the platform makes the styles of an app: the runtime's own and those of the component in its folder, in one theme. */
export const appStyles = async (componentFolder: string | null, theme: PreviewTheme): Promise<string> => {
  const sources = [join(files.uiSdk, 'components.less'), ...(componentFolder === null ? [] : [join(componentFolder, 'styles', 'index.less')])]
  const texts = await Promise.all(sources.map((path) => readFile(path, 'utf8')))
  const { css } = await less.render([...texts, themeVariables[theme]].join('\n'))
  return css
}
