import * as Blockly from 'blockly'
import { appSpecs } from '../../playground/codeless/blockly/app-specs'
import type { AppFacts, EventFacts } from '../../playground/codeless/blockly/facts'
import { bodyOf, prepareGenerator, uiHandler } from '../../playground/codeless/blockly/generate'
import { registerMutators } from '../../playground/codeless/blockly/mutators'
import { registerOptions, registerSpecs } from '../../playground/codeless/blockly/register'
import { shapedSpecs } from '../../playground/codeless/blockly/shaped-specs'
import { systemSpecs } from '../../playground/codeless/blockly/system-specs'
import { documentOf, readXml } from '../../playground/codeless/blockly/xml-in'
import { blockText, logicText } from '../../playground/codeless/blockly/xml-out'

const componentId = `c_${'a'.repeat(32)}`
const functionId = 'b'.repeat(32)

const app: AppFacts = {
  functions: [{ place: 'ui', id: functionId, name: 'Audio: transcribe', inputs: [{ name: 'audioFileUrl', label: 'URL' }, { name: 'model', label: 'Model' }], hasReturn: true, isOwn: false, json: null, shadows: {} }],
  services: [{ id: 'SID', name: 'Svc', methods: [{ name: 'run', description: '', httpMethod: 'POST', path: '/go', parameters: [{ name: 'a', type: 'String', required: true, description: '' }, { name: 'b', type: 'Number', required: false, description: '' }] }] }],
  component: { id: componentId, name: 'Recorder', events: [{ name: 'onStop', label: 'On Stop', context: [{ id: 'size', label: 'Size' }] }], actions: [{ id: 'getBlob', label: 'Get Blob from', description: '', hasReturn: true, inputs: [] }, { id: 'start', label: 'Start', description: '', hasReturn: false, inputs: [] }] },
  options: [{ type: 'audio_option_times', message0: '%1', output: 'String', args0: [{ type: 'field_dropdown', name: 'TEXT', options: [['not given', ''], ['word', 'word']] }] }],
}

const event: EventFacts = {
  place: 'ui', item: { uid: 'UID', type: componentId, name: 'Recorder' }, event: 'onStop', label: 'On Stop', context: [{ id: 'size', label: 'Size' }],
  items: [{ uid: 'page', type: 'page', name: 'Page' }, { uid: 'UID', type: componentId, name: 'Recorder' }],
}

const root = `root_block_ui_builder_${componentId}_onStop_handler`

beforeAll(() => {
  prepareGenerator()
  registerMutators()
  registerSpecs([...systemSpecs, ...shapedSpecs, ...appSpecs(app, event)])
  registerOptions(app.options)
})

/** Loads what was read into a workspace of its own. */
const load = (text: string): { workspace: Blockly.Workspace; notes: readonly string[]; metaOf: (block: { id: string }) => string | null } => {
  const read = readXml(text, app, event)
  if (!read.ok) throw new Error(read.problem)
  const workspace = new Blockly.Workspace()
  Blockly.Xml.domToWorkspace(documentOf([...(read.root ? [read.root] : []), ...read.blocks]), workspace)
  return { workspace, notes: read.notes, metaOf: ({ id }) => read.meta.get(id) ?? null }
}

const problem = (text: string): string => {
  jest.spyOn(console, 'warn').mockImplementation()
  const read = readXml(text, app, event)
  return read.ok ? 'none' : read.problem
}

/** The program of the reference, as an exported app would hold it. */
const program = `<xml xmlns="http://www.w3.org/1999/xhtml"><block type="${root}" id="1" deletable="false" x="20" y="50"><statement name="statements_code"><block type="try_catch" id="2"><statement name="try"><block type="variables_set" id="3"><field name="VAR">url</field><value name="VALUE"><block type="create_file" id="4"><mutation has_output="true"></mutation><field name="connections_toggler">TRUE</field><value name="file_path"><shadow type="text" id="5"><field name="TEXT">/audio</field></shadow></value><value name="file_name"><shadow type="text" id="6"><field name="TEXT">rec.webm</field></shadow></value><value name="file_content"><block type="ui_custom_component__${componentId}__getBlob" id="7" bl_meta="{&quot;label&quot;:&quot;Recorder Component Action - Get Blob from&quot;}"><mutation has_output="true"></mutation><field name="componentUid">'UID'</field><field name="connections_toggler">TRUE</field></block></value><value name="overwrite"><shadow type="logic_boolean" id="8"><field name="BOOL">TRUE</field></shadow></value></block></value><next><block type="set_object_property" id="9"><value name="object"><block type="root_block_ui_builder_common__context_blocks_pageData" id="10"></block></value><value name="propName"><shadow type="text" id="11"><field name="TEXT">transcript</field></shadow></value><value name="propValue"><block type="codeless_api_service_method_block_SID_run" id="12" bl_meta="{&quot;sn&quot;:&quot;Svc&quot;,&quot;mn&quot;:&quot;run&quot;,&quot;label&quot;:&quot;API Service - Svc.run&quot;}"><mutation has_output="true"></mutation><field name="connections_toggler">TRUE</field><value name="a"><block type="variables_get" id="13"><field name="VAR">url</field></block></value></block></value></block></next></block></statement></block></statement></block></xml>`

/** What Backendless would do when the code of a handler runs. */
const run = async (body: string, globals: Record<string, unknown>, args: Record<string, unknown>): Promise<unknown> => {
  const method = `return { ${uiHandler('onStop', body)} }`
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the generated text is a script, as UI Builder runs it
  const handlers = new Function(...Object.keys(globals), method)(...Object.values(globals)) as Record<string, (args: unknown) => Promise<unknown>>
  return handlers['onStop']?.(args)
}

describe('code', () => {
  it('of the program in the reference saves the file, calls the service and sets page data', async () => {
    const calls: unknown[] = []
    const answer = { set: () => answer, send: (body: unknown) => (calls.push(body), Promise.resolve('the text')) }
    const Backendless = {
      appPath: 'https://app', getCurrentUserToken: () => null, Files: { saveFile: (...args: unknown[]) => (calls.push(args), Promise.resolve('https://file')) },
      Request: { post: (url: string) => (calls.push(url), answer) },
    }
    const pageData: Record<string, unknown> = {}
    const context = { pageData, getComponentByUid: (uid: string) => ({ getBlob: () => `blob of ${uid}` }) }
    await run(bodyOf(load(program).workspace, root), { Backendless }, { context })
    expect(calls).toEqual([['/audio', 'rec.webm', 'blob of UID', true], 'https://app/services/Svc/go', { a: 'https://file' }])
    expect(pageData).toEqual({ transcript: 'the text' })
  })

  it('gives a function its inputs in order, an empty one as null', () => {
    const { workspace } = load(`<block type="codeless_function_block_${functionId}"><mutation has_output="false"></mutation><field name="connections_toggler">FALSE</field></block>`)
    Blockly.Xml.domToWorkspace(Blockly.utils.xml.textToDom(`<xml><block type="${root}"></block></xml>`), workspace)
    const [call, handler] = workspace.getTopBlocks(false)
    handler?.getInput('statements_code')?.connection?.connect(call!.previousConnection!)
    expect(bodyOf(workspace, root)).toBe(`(await BackendlessUI.Functions.Custom['fn_${functionId}'](null, null));`)
  })

  it('makes procedures asynchronous, and of loose blocks nothing', async () => {
    const text = `<xml><block type="${root}"><statement name="statements_code"><block type="procedures_callnoreturn"><mutation name="greet"></mutation></block></statement></block>
      <block type="procedures_defnoreturn"><field name="NAME">greet</field><statement name="STACK"><block type="timer_wait"><value name="time"><shadow type="math_number"><field name="NUM">1</field></shadow></value><next><block type="text_print"><value name="TEXT"><shadow type="text"><field name="TEXT">hello</field></shadow></value></block></next></block></statement></block>
      <block type="throw_error"></block></xml>`
    const said: unknown[] = []
    const body = bodyOf(load(text).workspace, root)
    expect(body).toContain('async function greet()')
    expect(body).not.toContain('throw')
    await run(body, { console: { log: (line: unknown) => said.push(line) } }, {})
    expect(said).toEqual(['hello'])
  })

  it('reads nested properties, and nothing behind nothing', async () => {
    const text = `<xml><block type="${root}"><statement name="statements_code"><block type="immediate_return"><value name="value"><block type="get_object_property"><value name="prop_name"><shadow type="text"><field name="TEXT">a.b.c</field></shadow></value><value name="object"><block type="root_block_ui_builder_common__context_blocks_pageData"></block></value></block></value></block></statement></block></xml>`
    const body = bodyOf(load(text).workspace, root)
    expect(await run(body, {}, { context: { pageData: { a: { b: { c: 7 } } } } })).toBe(7)
    expect(await run(body, {}, { context: { pageData: { a: null } } })).toBeUndefined()
  })

  it('runs custom code with its inputs, and makes objects of named properties', async () => {
    const text = `<xml><block type="${root}"><statement name="statements_code"><block type="immediate_return"><value name="value"><block type="custom_js_code"><mutation output="true"><arg arg-name="given"></arg><code>"return given.n + 1"</code></mutation><field name="name">plus one</field><value name="given"><block type="create_object"><mutation><properties><item id="property" prop-name="n"></item></properties></mutation><value name="create_object_mutator_container_properties_stack_property0"><block type="math_number"><field name="NUM">41</field></block></value></block></value></block></value></block></statement></block></xml>`
    expect(await run(bodyOf(load(text).workspace, root), {}, {})).toBe(42)
  })
})

describe('XML that goes out', () => {
  it('is what came in: ids apart, nothing is lost and nothing is added', () => {
    const { workspace, metaOf } = load(program)
    const withoutIds = (text: string): string => text.replace(/ id="[^"]*"/g, '')
    expect(withoutIds(logicText(workspace, metaOf))).toBe(withoutIds(program))
  })

  it('is a bare block for the clipboard, and comes back the same', () => {
    const { workspace, metaOf } = load(program)
    const text = blockText(workspace.getAllBlocks(false).find(({ type }) => type === 'create_file')!, metaOf)
    expect(text).toMatch(/^<block xmlns="http:\/\/www\.w3\.org\/1999\/xhtml" type="create_file"/)
    expect(text).toContain('bl_meta="{&quot;label&quot;:&quot;Recorder Component Action - Get Blob from&quot;}"')
    expect(load(text).workspace.getAllBlocks(false)).toHaveLength(5)
  })

  it('holds texts where the playground shows lists of values', () => {
    const { workspace } = load('<block type="text_print"><value name="TEXT"><shadow type="audio_option_times"><field name="TEXT">word</field></shadow></value></block>')
    expect(logicText(workspace, () => null)).toMatch(/<shadow type="text" id="[^"]*"><field name="TEXT">word<\/field><\/shadow>/)
  })

  it('names variables, and never Blockly\'s own ids of them', () => {
    expect(logicText(load(program).workspace, () => null)).toContain('<field name="VAR">url</field>')
  })
})

describe('XML that comes in', () => {
  it.each([
    ['nothing', '  ', 'There is no block XML in what was pasted. Nothing was added.'],
    ['text', 'hello', 'This is not well-formed XML: it may have been cut off. Nothing was added.'],
    ['cut XML', program.slice(0, 500), 'This is not well-formed XML: it may have been cut off. Nothing was added.'],
    ['other XML', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'This is XML, but not of blocks: it begins with <svg>. Nothing was added.'],
    ['no blocks', '<xml></xml>', 'There are no blocks in this XML. Nothing was added.'],
    ['an unknown block', '<block type="made_up"></block>', 'This logic uses a block that this app does not have: made_up. Nothing was added.'],
    ['an unknown block deep inside', '<block type="text_print"><value name="TEXT"><block type="made_up" bl_meta="{&quot;label&quot;:&quot;Dynamic Block: Fly&quot;}"></block></value></block>', 'This logic uses a block that this app does not have: Dynamic Block: Fly. Nothing was added.'],
    ['a function that is not there', '<block type="codeless_function_block_x" bl_meta="{&quot;fn&quot;:&quot;Audio: cost&quot;,&quot;label&quot;:&quot;Custom Function - Audio: cost&quot;}"></block>', 'This logic uses a block that this app does not have: Custom Function - Audio: cost: the function "Audio: cost" is not in this app. Nothing was added.'],
    ['a service that is not there', '<block type="codeless_api_service_method_block_X_go" bl_meta="{&quot;sn&quot;:&quot;Other&quot;,&quot;mn&quot;:&quot;go&quot;,&quot;label&quot;:&quot;API Service - Other.go&quot;}"></block>', 'This logic uses a block that this app does not have: API Service - Other.go: the service Other is not installed in this app. Nothing was added.'],
    ['a value where a step belongs', '<block type="text_print"><next><block type="text"><field name="TEXT">a</field></block></next></block>', /^These blocks do not fit together: .* Nothing was added\.$/],
    ['an input that a block does not have', '<block type="text_print"><value name="NOPE"><block type="text"></block></value></block>', 'These blocks do not fit together: 1 of them have no place. Nothing was added.'],
    ['the inside of a function', '<xml><block type="custom_function_root_ui"></block></xml>', 'This is the inside of a function, which cannot stand in the logic of an event. Use the function as a block from Custom Functions. Nothing was added.'],
    ['far too much', `<xml>${' '.repeat(1_000_001)}</xml>`, 'This XML is longer than 1000000 characters. Nothing was added.'],
  ])('is refused when it is %s', (_title, text, message) => {
    if (typeof message === 'string') expect(problem(text)).toBe(message)
    else expect(problem(text)).toMatch(message)
  })

  it('may call a service of another app, which is found here by its name', () => {
    const { workspace, notes } = load(program.replace('_SID_run', '_OTHER-APP_run'))
    expect(notes).toEqual(['Svc.run now means the service of this app.'])
    expect(workspace.getAllBlocks(false).map(({ type }) => type)).toContain('codeless_api_service_method_block_SID_run')
  })

  it('may name a component of another page when there is only one of its kind here', () => {
    const { notes, workspace } = load(program.replace("'UID'", "'1e1e7558158658d85db207c9a1c8615b'"))
    expect(notes).toEqual(['A component of another page was replaced by Recorder.'])
    expect(workspace.getAllBlocks(false).find(({ type }) => type.endsWith('getBlob'))?.getFieldValue('componentUid')).toBe("'UID'")
  })

  it('from another event is taken without its beginning', () => {
    const { notes, workspace } = load(program.replace(root, 'root_block_ui_builder_button_onClick_handler'))
    expect(notes).toEqual(['The logic came from another event; its steps were added beside yours.'])
    expect(workspace.getTopBlocks(false).map(({ type }) => type)).toEqual(['try_catch'])
  })
})
