import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clashProblems } from '../../playground/marketplace/clash-rules'
import { withNeeded } from '../../playground/marketplace/catalogue'
import { manifestProblems, type Manifest, type ManifestProduct, type ProductKey } from '../../playground/marketplace/manifest'
import { compareVersions, upgradeProblems } from '../../playground/marketplace/upgrade-rules'
import type { Json } from '../support/http'

const read = (): Json => JSON.parse(readFileSync(join(__dirname, '..', '..', 'marketplace.json'), 'utf8'))
const manifest = read() as Manifest
const product = (key: ProductKey): ManifestProduct => manifest.products.find((one) => one.key === key) as ManifestProduct

/** The problems of an update to this product after a change. */
const after = (key: ProductKey, change: (product: Json) => void): string[] => {
  const next: Json = structuredClone(product(key))
  change(next)
  return upgradeProblems(product(key), next as ManifestProduct)
}

const listOf = (value: Json): Json[] => value as Json[]
const firstParameters = (services: Json): Json[] => listOf(services.services[0].methods[0].parameters)
const method = 'OpenAIAudioTranscription.requestTranscription'

describe('an update', () => {
  it.each<[ProductKey]>([['services'], ['functions'], ['component']])('of %s to the same is allowed', (key) => {
    expect(after(key, () => undefined)).toEqual([])
  })

  it('may add parameters, functions, events and actions', () => {
    expect(after('services', (next) => firstParameters(next).push({ name: 'later', type: 'string' }))).toEqual([])
    expect(after('functions', (next) => listOf(next.functions).push({ ...next.functions[0], name: 'Audio: more' }))).toEqual([])
    expect(after('component', (next) => listOf(next.actions).push({ id: 'more' }))).toEqual([])
  })

  it.each<[string, ProductKey, (next: Json) => void, string]>([
    ['rename a parameter', 'services', (next) => void (firstParameters(next)[2].name = 'hint'), `${method}: the parameter prompt would be renamed or removed`],
    ['move a parameter', 'services', (next) => void firstParameters(next).splice(1, 0, ...firstParameters(next).splice(2, 1)), `${method}: the parameter model would move from place 2 to place 3`],
    ['change the type of a parameter', 'services', (next) => void (firstParameters(next)[5].type = 'string'), `${method}: the parameter temperature would change from number to string`],
    ['require a new parameter', 'services', (next) => void firstParameters(next).push({ name: 'must', type: 'string', required: true }), `${method}: the new parameter must would be required, which saved logic does not give`],
    ['move a route', 'services', (next) => void (next.services[0].methods[0].route = '/speech'), `${method} would move from POST /transcribe to POST /speech`],
    ['rename a method', 'services', (next) => void (next.services[0].methods[0].name = 'run'), `the method ${method} would be renamed or removed`],
    ['drop a service', 'services', (next) => void listOf(next.services).pop(), 'the service OpenAIAudioTranslation would be renamed or removed'],
    ['drop a configuration value', 'services', (next) => void listOf(next.services[1].configuration).shift(), 'OpenAIAudioTranslation: the configuration value apiKey would be renamed or removed'],
    ['give a function another id', 'functions', (next) => void (next.functions[0].ui.id = 'f'.repeat(32)), 'the function "Audio: transcribe" would get another id or go (ui)'],
    ['take a function out of Cloud Code', 'functions', (next) => void delete next.functions[0].cloud, 'the function "Audio: transcribe" would get another id or go (cloud)'],
    ['rename a function', 'functions', (next) => void (next.functions[1].name = 'Audio: to English'), 'the function "Audio: translate" would be renamed or removed'],
    ['rename an input', 'functions', (next) => void (next.functions[0].inputs[0].name = 'url'), '"Audio: transcribe": the parameter audioFileUrl would be renamed or removed'],
    ['give the component another id', 'component', (next) => void (next.id = 'c_other'), 'the component would get another id'],
    ['drop a property', 'component', (next) => void listOf(next.settings).shift(), 'the property layout would be renamed or removed'],
    ['drop an event', 'component', (next) => void listOf(next.events).shift(), 'the event onStatusChange would be renamed or removed'],
    ['drop a value of an event', 'component', (next) => void listOf(next.events[0].context).pop(), 'the event value onStatusChange.status would be renamed or removed'],
    ['drop an action', 'component', (next) => void listOf(next.actions).shift(), 'the action startRecording would be renamed or removed'],
  ])('may not %s', (_title, key, change, problem) => {
    expect(after(key, change)).toContain(problem)
  })

  it('may not lead to an older version', () => {
    expect(after('services', (next) => void (next.version = '0.0.1'))).toEqual([`version 0.0.1 is older than the installed ${product('services').version}`])
    expect(['0.10.0', '0.9.9', '1.0.0'].sort(compareVersions)).toEqual(['0.9.9', '0.10.0', '1.0.0'])
  })
})

describe('an installation', () => {
  it('takes what is needed first, and nothing that is there', () => {
    expect(withNeeded(manifest, product('component'), []).map(({ key }) => key)).toEqual(['services', 'component'])
    expect(withNeeded(manifest, product('component'), ['services']).map(({ key }) => key)).toEqual(['component'])
    expect(withNeeded(manifest, product('services'), []).map(({ key }) => key)).toEqual(['services'])
  })

  it('does not clash with functions of other names and ids', () => {
    expect(clashProblems(product('functions'), { functions: [{ id: 'a'.repeat(32), name: 'Mine' }] })).toEqual([])
    expect(clashProblems(product('component'), { functions: [{ id: 'a'.repeat(32), name: 'Audio: cost' }] })).toEqual([])
  })
})

describe('a manifest', () => {
  it('that is ours is usable', () => expect(manifestProblems(read())).toEqual([]))

  it.each<[string, (broken: Json) => void, string]>([
    ['no products', (broken) => void (broken.products = []), 'it holds no name or no products'],
    ['an unknown product', (broken) => void (broken.products[0].key = 'themes'), 'Audio to Text Services has the unknown key "themes"'],
    ['a need that nothing fills', (broken) => void (broken.products[2].install.dependsOn = ['database']), 'Audio Transcriber needs the product "database", which the manifest does not have'],
    ['no version', (broken) => void delete broken.products[1].version, 'Audio to Text Functions has no version such as 1.2.3'],
  ])('with %s is not', (_title, change, problem) => {
    const broken = read()
    change(broken)
    expect(manifestProblems(broken)).toContain(problem)
  })

  it('that is no object is not', () => {
    for (const value of [null, 'text', [], 7]) expect(manifestProblems(value)).toEqual(['it holds no name or no products'])
  })
})
