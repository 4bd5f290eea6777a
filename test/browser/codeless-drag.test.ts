import { speakToFile, wordsIn } from '../support/spoken'
import { pickWords } from '../support/stand-in'
import { dragInto, type Slot } from './codeless-drag'
import { withCodeless } from './codeless-page'
import { eventually } from './gestures'
import { startWorld, type World } from './world'

const words = pickWords(5, 53)
const spoken = speakToFile(words)
const spokenMs = spoken.words.at(-1)!.end * 1000 + 700
const maxDrags = 12

let world: World

beforeAll(async () => {
  world = await startWorld({ wavPath: spoken.path })
})

afterAll(async () => {
  await world?.stop()
  spoken.remove()
})

const root: Slot = { block: 'root_block_ui_builder', input: 'statements_code' }
const transcriber = ['UI Library', 'Audio Transcriber']

it('record, transcribe, set page data is built with the mouse in less than twelve drags, and the words appear', () =>
  withCodeless(world.browser, world.url, async ({ page, app, chooseProgram, chooseEvent, press, pressInApp, waitForLog, dataAt, code }) => {
    let drags = 0
    const drag = async (path: readonly string[], text: string, slot: Slot): Promise<void> => {
      drags++
      await dragInto(page, path, text, slot)
    }
    await chooseProgram('My own logic')
    await chooseEvent('Record: On Click')
    await drag(transcriber, 'Start Recording in', root)
    await chooseEvent('Stop: On Click')
    await drag(transcriber, 'Stop Recording in', root)
    await chooseEvent('Audio Transcriber: On Audio Ready')
    await drag(['Objects'], 'Set property', root)
    await drag(['UI Library', 'Page'], 'Page Data', { block: 'set_object_property', input: 'object' })
    await drag(['Objects'], 'Get property', { block: 'set_object_property', input: 'propValue' })
    await drag(['Custom Functions'], 'Audio: upload and transcribe', { block: 'get_object_property', input: 'object' })
    await drag(transcriber, 'Get Audio File from', { block: 'codeless_function_block', input: 'audio' })
    expect(drags).toBeLessThan(maxDrags)
    await eventually(async () => (await code()).includes("___arguments.context.pageData['transcript'] = getObjectProperty((await BackendlessUI.Functions.Custom['fn_"), true)

    await press('Run')
    await waitForLog('The page is open.')
    await pressInApp('Record')
    await app.getByRole('button', { name: 'Stop recording', exact: true }).waitFor()
    await page.waitForTimeout(spokenMs)
    await pressInApp('Stop')
    expect(wordsIn(await dataAt('transcript'))).toEqual(words)
    process.stdout.write(`Built with ${drags} drags.\n`)
  }))
