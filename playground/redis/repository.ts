import { cp, mkdir, realpath, rm, writeFile } from 'node:fs/promises'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The code of an app as `coderunner pro` finds it: one folder a deployment, in it one a code folder, and beside them the modules that the code requires by name. */
export interface Deployed {
  /** Where the code folders lie, as a task names them. */
  readonly relativePaths: readonly string[]
  /** Writes the descriptor that a worker reads before any code. */
  describe(relativePath: string, model: object): Promise<void>
  remove(): Promise<void>
}

let lastDeployment = 0

/** Puts code folders and modules there; copies, because a link would lead to where the modules are not beside it. */
export const deployTo = async (repoPath: string, appId: string, folders: readonly string[], modulesDirs: readonly string[]): Promise<Deployed> => {
  const name = String(++lastDeployment)
  const root = join(repoPath, appId.toLowerCase(), name)
  await mkdir(join(root, 'node_modules'), { recursive: true })
  // The first folder that has a module wins, so it is copied last.
  for (const dir of [...modulesDirs].reverse().filter(existsSync)) for (const module of readdirSync(dir)) await cp(join(dir, module), join(root, 'node_modules', module), { recursive: true, dereference: true })
  for (const [index, folder] of folders.entries()) await cp(await realpath(folder), join(root, String(index)), { recursive: true, dereference: true })
  return {
    relativePaths: folders.map((_folder, index) => `${name}/${index}`),
    describe: (relativePath, model) => writeFile(join(repoPath, appId.toLowerCase(), relativePath, 'model.json'), JSON.stringify(model)),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
  }
}
