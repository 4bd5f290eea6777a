import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { componentActions, componentEvents, componentId, componentProperties } from '../../contract'

interface Property {
  readonly [key: string]: unknown
  readonly name: string
  readonly type: string
  readonly handlerId: string
  readonly defaultValue?: unknown
}

const json = JSON.parse(readFileSync(join(__dirname, '../../ui-component/component.json'), 'utf8')) as {
  readonly [key: string]: unknown
  readonly properties: readonly Property[]
  readonly eventHandlers: readonly { readonly name: string; readonly output?: boolean; readonly contextBlocks: readonly { readonly id: string }[] }[]
  readonly actions: readonly { readonly id: string; readonly label: string; readonly hasReturn?: boolean }[]
}

describe('component.json', () => {
  it('has the keys that every component of the library has', () => {
    expect(json).toMatchObject({ id: componentId, showInToolbox: true, mainJS: 'dist/index.js', type: 'custom', category: 'Custom Components', pods: {} })
    expect(componentId).toMatch(/^c_[0-9a-f]{32}$/)
  })

  it('lets every property be bound: without handlerId nothing reaches page data', () => {
    json.properties.forEach(({ name, handlerId, dataBinding, hasLogicHandler }) => expect([handlerId, dataBinding, hasLogicHandler]).toEqual([`${name}Logic`, true, true]))
  })

  it('uses only types that exist, with defaults as the platform reads them', () => {
    const shapes: Record<string, (value: unknown) => boolean> = {
      text: (value) => typeof value === 'string',
      checkbox: (value) => typeof value === 'boolean',
      number: (value) => typeof value === 'string' && Number.isFinite(Number(value)),
      json: (value) => typeof value === 'string' && JSON.parse(value) !== undefined,
      select: (value) => typeof value === 'string',
    }
    json.properties.forEach(({ name, type, defaultValue }) => {
      expect(shapes).toHaveProperty(type)
      if (defaultValue !== undefined) expect([name, shapes[type]?.(defaultValue)]).toEqual([name, true])
    })
  })

  it('has names that differ by more than letter case, as markup stores them in lower case', () => {
    const lower = json.properties.flatMap(({ name, handlerId }) => [name.toLowerCase(), handlerId.toLowerCase()])
    expect(new Set(lower).size).toBe(lower.length)
  })

  it('declares nothing that every component has already', () => {
    const reserved = ['display', 'style', 'classList', 'el', 'onVisibilityChange', 'onClassListAssignment', 'onStyleAssignment', 'onDisplayAssignment']
    const own = [...json.properties.map(({ name }) => name), ...json.eventHandlers.map(({ name }) => name), ...json.actions.map(({ id }) => id)]
    expect(own.filter((name) => reserved.includes(name))).toEqual([])
  })

  it('shows at most 20 properties', () => {
    expect(json.properties.filter(({ showInSettings }) => showInSettings).length).toBeLessThanOrEqual(20)
  })

  it('gives a reason for the default of every setting', () => {
    const settings = componentProperties.filter(({ direction }) => direction === 'setting')
    expect(settings.filter((setting) => !('why' in setting)).map(({ name }) => name)).toEqual([])
  })

  it('tells which events wait for an answer of their logic', () => {
    expect(json.eventHandlers.filter(({ output }) => output).map(({ name }) => name)).toEqual(componentEvents.filter((event) => 'isHook' in event).map(({ name }) => name))
  })

  it('gives no output a default, which would hide what the page holds', () => {
    const outputs: string[] = componentProperties.filter(({ direction }) => direction === 'output').map(({ name }) => name)
    json.properties.filter(({ name }) => outputs.includes(name)).forEach((property) => expect(property).not.toHaveProperty('defaultValue'))
  })

  it('offers every option as text with a label', () => {
    json.properties.filter(({ type }) => type === 'select').forEach(({ options, defaultValue }) => {
      const values = (options as { value: unknown; label: unknown }[]).map(({ value }) => value)
      expect(values.every((value) => typeof value === 'string')).toBe(true)
      expect(values).toContain(defaultValue)
    })
  })

  it('has events and actions of the contract, without stray spaces in their ids', () => {
    expect(json.eventHandlers.map(({ name, contextBlocks }) => [name, contextBlocks.map(({ id }) => id)])).toEqual(componentEvents.map(({ name, context }) => [name, context.map(({ id }) => id)]))
    expect(json.actions.map(({ id, hasReturn }) => [id, hasReturn ?? false])).toEqual(componentActions.map((action) => [action.id, 'hasReturn' in action]))
    json.actions.forEach(({ id, label }) => expect([id.trim(), label.trim()]).toEqual([id, label]))
    json.eventHandlers.forEach(({ name }) => expect(name).toMatch(/^on[A-Z]/))
  })
})
