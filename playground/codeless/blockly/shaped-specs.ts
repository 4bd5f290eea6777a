import { mutators, propertySlot, type ShapedBlock } from './mutators'
import { colours, type BlockSpec } from './spec'

/** Blocks with as many slots as the person gives them. */
export const shapedSpecs: readonly BlockSpec[] = [
  {
    type: 'create_object', label: 'Create object', role: 'value', output: 'Object', colour: colours.object, mutator: mutators.object, tooltip: 'An object with the properties that you name behind the gear.',
    code: ({ block, value }) => `({ ${(block as ShapedBlock).keys.map((key, index) => `${JSON.stringify(key)}: ${value(propertySlot(index))}`).join(', ')} })`,
  },
  {
    type: 'custom_js_code', label: 'Custom code', role: 'value', colour: colours.object, mutator: mutators.code, fields: [{ kind: 'text', name: 'name', value: 'my code' }], tooltip: 'JavaScript; its code is edited beside the blocks.',
    code: ({ block, value }) => {
      const { args, source } = block as ShapedBlock
      return `(await (async function(${args.join(', ')}) {\n${source}\n})(${args.map((name) => value(name)).join(', ')}))`
    },
  },
]
