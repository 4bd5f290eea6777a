import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openOwnFunctions, type OwnFunctions } from './codeless/own-functions'
import type { CodeSource } from './coderunner/cloud-code'
import { fixedInstalls, openInstalls, type Installs } from './marketplace/installs'
import type { ManifestProduct } from './marketplace/manifest'
import type { AppParts } from './marketplace/parts'

const repository = resolve(__dirname, '..')

/** What an app consists of when it is opened. */
export interface AppContent {
  readonly installs: Installs
  readonly ownFunctions: OwnFunctions
  /** The code that parts of products make together with what the developer of the app made there. */
  readonly sourceOf: (parts: AppParts) => CodeSource
}

/** Where the event handlers lie that the developer of an app deployed from Codeless. */
export const handlersFolder = (appDir: string): string => join(appDir, 'codeless', 'handlers')

const codeSourceOf = (appDir: string, { services, cloudFunctions }: AppParts, own: OwnFunctions): CodeSource => ({
  folders: [...(services ? [services] : []), ...[handlersFolder(appDir)].filter(existsSync)],
  modulesDirs: [...(cloudFunctions ? [cloudFunctions] : []), own.folder('cloud')],
})

/** The parts of the Demo app: what is built in the repository. */
export const builtParts: AppParts = {
  services: join(repository, 'service', 'dist'),
  uiFunctions: join(repository, 'codeless-blocks', 'functions', 'ui'),
  cloudFunctions: join(repository, 'codeless-blocks', 'functions', 'cloud'),
  component: join(repository, 'ui-component', 'dist', 'pack'),
}

/** Folders that tests give instead of the services and Cloud functions of the pack. */
export type OtherFolders = Partial<CodeSource>

/** The Demo app: the pack is there from the start. */
export const demoContent = (products: () => readonly ManifestProduct[], other: OtherFolders) => (appDir: string): AppContent => {
  const ownFunctions = openOwnFunctions(appDir)
  return {
    ownFunctions,
    installs: fixedInstalls(builtParts, products),
    sourceOf: (parts) => {
      const { folders, modulesDirs } = codeSourceOf(appDir, other.folders ? { ...parts, services: null } : parts, ownFunctions)
      return { folders: [...(other.folders ?? []), ...folders], modulesDirs: other.modulesDirs ?? modulesDirs }
    },
  }
}

/** The New app: what was installed from the Marketplace. */
export const newAppContent = (appDir: string): AppContent => {
  const ownFunctions = openOwnFunctions(appDir)
  return { ownFunctions, installs: openInstalls(appDir), sourceOf: (parts) => codeSourceOf(appDir, parts, ownFunctions) }
}
