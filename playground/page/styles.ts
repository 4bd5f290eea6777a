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

/** As the platform makes the styles of an app: the runtime's own and the component's, in one theme. */
export const appStyles = async (theme: PreviewTheme): Promise<string> => {
  const [system, component] = await Promise.all([readFile(join(files.uiSdk, 'components.less'), 'utf8'), readFile(files.componentStyles, 'utf8')])
  const { css } = await less.render(`${system}\n${component}\n${themeVariables[theme]}`)
  return css
}
