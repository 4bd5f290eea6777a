import { devDependencies } from '../../package.json'

/** Foreign code that is inside something that ships. */
export interface ThirdParty {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly source: string
  readonly inside: string
  /** Path below `node_modules` that its code comes from. */
  readonly path: string
  /** Its licence as the package brings it; null when the package that holds it brings none. */
  readonly licenseFile: string | null
}

const sdk = { version: `in openai ${devDependencies.openai}`, inside: 'openai.cjs of the services' }

export const thirdParties: readonly ThirdParty[] = [
  { name: 'openai', version: devDependencies.openai, license: 'Apache-2.0', source: 'https://github.com/openai/openai-node', inside: sdk.inside, path: 'openai', licenseFile: 'openai/LICENSE' },
  { ...sdk, name: 'neoqs', license: 'BSD-3-Clause', source: 'https://github.com/puruvj/neoqs', path: 'openai/internal/qs', licenseFile: 'openai/src/internal/qs/LICENSE.md' },
  { ...sdk, name: 'partial-json', license: 'MIT', source: 'https://www.npmjs.com/package/partial-json', path: 'openai/_vendor/partial-json-parser', licenseFile: null },
  { name: 'mediabunny', version: devDependencies.mediabunny, license: 'MPL-2.0', source: `https://github.com/Vanilagy/mediabunny/tree/v${devDependencies.mediabunny}`, inside: 'mediabunny.cjs of the services and parts/convert.js of the component', path: 'mediabunny', licenseFile: 'mediabunny/LICENSE' },
]
