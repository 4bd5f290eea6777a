import { thirdParties } from '../pack/third-party'
import { generatedNotice, type GeneratedFile } from './generated-file'
import { table } from './markdown'

const rows = thirdParties.map(({ name, version, license, source, inside }) => [name, version, license, source, inside])

/** What of others ships with the pack. The licence texts themselves are put into the zips by `npm run pack`. */
export const noticeFiles = (): GeneratedFile[] => [{
  path: 'THIRD-PARTY-NOTICES.md',
  content: `<!-- ${generatedNotice('notices').replace('contract/', 'scripts/pack/third-party.ts')} -->
# Third-party notices

The pack itself is under the MIT licence. This foreign code ships inside it; \`npm run pack\` puts the full licence texts into the zips that hold it.

${table(['Package', 'Version', 'Licence', 'Source', 'Ships inside'], rows)}

Everything else that the pack needs at run time belongs to the platform: the Backendless SDK, React and the UI-SDK are not part of it.
`,
}]
