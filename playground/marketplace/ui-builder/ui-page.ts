import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppRuntime } from '../../backendless/app-runtime'

/** What UI Builder knows of an app's only page. */
export interface UiPage {
  /** Folder of the installed component; null = it is not in the toolbox. */
  readonly componentFolder: string | null
  /** Whether the component stands on the page. */
  readonly isPlaced: boolean
  /** Whether the page can be changed; that of the Demo app is as it is. */
  readonly canChange: boolean
}

const pathOf = ({ appDir }: AppRuntime): string => join(appDir, 'ui-builder', 'page.json')

const savedPlacement = (runtime: AppRuntime): boolean => {
  const path = pathOf(runtime)
  return existsSync(path) && (JSON.parse(readFileSync(path, 'utf8')) as { isPlaced?: boolean }).isPlaced === true
}

/** Reads an app's page. Where the component stands is kept when it is uninstalled, and shows again when it comes back. */
export const readUiPage = (runtime: AppRuntime): UiPage => {
  const canChange = runtime.installs.changes !== null
  return { componentFolder: runtime.installs.parts().component, isPlaced: canChange ? savedPlacement(runtime) : true, canChange }
}

/** Puts the component on the page, or takes it away. */
export const savePlacement = (runtime: AppRuntime, isPlaced: boolean): void => {
  const path = pathOf(runtime)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, `${JSON.stringify({ isPlaced })}\n`)
}
