import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { thirdParties, type ThirdParty } from './third-party'
import type { Entry } from './zip'

const root = join(__dirname, '..', '..')

/** The pack's own licence, which goes into every zip. */
export const ownLicence = (): Entry => ({ path: 'LICENSE.txt', content: readFileSync(join(root, 'LICENSE')) })

const line = '='.repeat(72)

const notice = ({ name, version, license, source, inside, licenseFile }: ThirdParty): string => {
  const head = `${name} ${version}\nLicence: ${license}\nSource: ${source}\nShips inside: ${inside}\n`
  return licenseFile === null ? head : `${head}\n${readFileSync(join(root, 'node_modules', licenseFile), 'utf8')}`
}

/** Licence texts of the foreign code inside one part of the pack, or all of it, read from the installed packages. */
export const thirdPartyLicences = (part: 'services' | 'component' | '' = ''): Entry => ({ path: 'THIRD-PARTY-LICENSES.txt', content: thirdParties.filter(({ inside }) => inside.includes(part)).map(notice).join(`\n${line}\n\n`) })
