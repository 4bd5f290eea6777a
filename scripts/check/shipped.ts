import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '..', '..')

interface Folder {
  readonly path: string
  /** What the whole folder may weigh; not given = no limit. */
  readonly maxBytes?: number
  readonly forbidden: readonly { readonly pattern: RegExp; readonly why: string }[]
}

/** GPL decoders of the development dependencies must never ship; the page must never know the server's address or key names. */
const gpl = { pattern: /@audio\/|audio-decode|faad|libmad/i, why: 'holds a decoder that is a development dependency only (GPL parts)' }

const folders: readonly Folder[] = [
  { path: 'service/dist', maxBytes: 700_000, forbidden: [gpl, { pattern: /require\(["']backendless["']\)/, why: 'bundles or requires backendless, which the platform provides' }] },
  { path: 'ui-component/dist', forbidden: [gpl, { pattern: /api\.openai\.com/, why: 'knows the address of the transcription service' }, { pattern: /\bapiKey\b/, why: 'names a secret setting' }, { pattern: /["']node:/, why: 'imports a Node module' }] },
]

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))

const forbiddenIn = ({ path, forbidden }: Folder): string[] =>
  filesBelow(join(root, path)).filter((file) => /\.(js|cjs|mjs|json)$/.test(file)).flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return forbidden.filter(({ pattern }) => pattern.test(text)).map(({ why }) => `${file.slice(root.length + 1)} ${why}`)
  })

const tooHeavy = ({ path, maxBytes = Infinity }: Folder): string[] => {
  const bytes = filesBelow(join(root, path)).reduce((sum, file) => sum + statSync(file).size, 0)
  return bytes > maxBytes ? [`${path} weighs ${Math.ceil(bytes / 1000)} kB, the limit is ${maxBytes / 1000} kB`] : []
}

/** What was built and must not ship; folders that are not built yet are judged after `npm run build`. */
export const forbiddenParts = (): string[] => folders.filter(({ path }) => existsSync(join(root, path))).flatMap((folder) => [...forbiddenIn(folder), ...tooHeavy(folder)])
