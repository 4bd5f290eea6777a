import { executionTimeoutSeconds, products, type Product } from '../../contract'
import { devDependencies, license, version } from '../../package.json'

/** What the marketplace needs to know and no code tells; everything else in marketplace.json follows from the contract. */

export const packFacts = {
  name: 'audio-to-text',
  title: 'Audio to Text',
  version,
  license,
  shortDescription: 'Speech to text without code: speak into a component, drag a block or call a service, and the text is in your app.',
  description:
    'Two Cloud Code services turn recordings into text, in the language that was spoken or in English. Codeless functions call them with one block. The Audio Transcriber component records or takes a file on a page and puts the text into page data. The services use the OpenAI account of the app owner, or any OpenAI-compatible server.',
  notice: 'Independent work, not affiliated with OpenAI.',
  category: 'AI',
  tags: ['speech to text', 'transcription', 'translation', 'audio', 'recorder', 'OpenAI', 'Whisper', 'Codeless', 'UI Builder'],
  price: { amount: 0, note: 'The pack is free. OpenAI, or the server used instead, bills the app owner for the audio.' },
  publisher: { name: null, homepage: null, support: null, note: 'Not published yet: the Backendless account that publishes the pack fills these in.' },
  docs: { guide: 'README.md', reference: 'docs/reference.md', functions: 'docs/functions.md', reviewKit: 'docs/review-kit/README.md' },
  changelog: 'CHANGELOG.md',
  thirdPartyNotices: 'THIRD-PARTY-NOTICES.md',
  platform: {
    cloudCodeNode: '>=18',
    executionTimeoutSeconds,
    testedWith: {
      'backendless-coderunner': devDependencies['backendless-coderunner'], 'backendless-ui-sdk': devDependencies['backendless-ui-sdk'],
      backendless: devDependencies.backendless, blockly: devDependencies.blockly, react: devDependencies.react,
    },
  },
} as const

/** What installing a product means for the app. */
export interface InstallFacts {
  readonly type: 'Cloud Code Deployment Model' | 'UI Functions' | 'UI Component'
  readonly sourceFolder: string
  readonly place: 'app' | 'UI container'
  /** The products of a pack are installed one after the other. */
  readonly order: number
  readonly dependsOn: readonly Product['key'][]
  /** Text of the page in the Marketplace, and what changed from version to version. */
  readonly listing: string
  readonly changelog: string
  readonly permissions: readonly string[]
  /** What an app developer must know before installing a newer version, or this product instead of an older one. */
  readonly upgradeNotes: readonly string[]
  readonly note?: string
}

export const installFacts: Readonly<Record<Product['key'], InstallFacts>> = {
  services: {
    type: 'Cloud Code Deployment Model', sourceFolder: 'service', place: 'app', order: 1, dependsOn: [],
    listing: 'docs/review-kit/listings/services.md', changelog: 'docs/review-kit/changelogs/services.md',
    permissions: [
      'Every role that may call the services needs the permission for their methods.',
      'A copy of the source (saveSource) is written with the rights of the caller: their role needs Write for the audio folder.',
      'The tables of the services must be closed to every client role.',
    ],
    upgradeNotes: [
      'The services have the names of the two older plugins, AI Audio Transcription and AI Audio Translation: remove those first, then enter their three values again.',
      'Configuration stays when a newer version is installed; every newer value has a default that changes nothing.',
    ],
  },
  functions: {
    type: 'UI Functions', sourceFolder: 'codeless-blocks', place: 'UI container', order: 2, dependsOn: [products.services.key],
    listing: 'docs/review-kit/listings/functions.md', changelog: 'docs/review-kit/changelogs/functions.md',
    permissions: ['Calls are made with the rights of the user who is logged in.', 'Audio: upload and transcribe needs Write and Delete for the upload folder.'],
    upgradeNotes: ['A released function keeps its id, its name and the order of its inputs; new inputs stand last and may stay empty.'],
    note: 'The Marketplace has no product type for functions of Cloud Code: the zip of the pack holds them beside those of UI Builder.',
  },
  component: {
    type: 'UI Component', sourceFolder: 'ui-component', place: 'UI container', order: 3, dependsOn: [products.services.key],
    listing: 'docs/review-kit/listings/component.md', changelog: 'docs/review-kit/changelogs/component.md',
    permissions: ['Roles that record need Write for the upload folder; to remove the upload afterwards they need Delete as well.', 'The page must be served over https, and people must allow the microphone.'],
    upgradeNotes: ['A released property, event or action keeps its name and its meaning: pages and logic go on working.'],
  },
}
