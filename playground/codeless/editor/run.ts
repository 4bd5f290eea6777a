import type { Program } from '../programs/program'
import type { FromRun } from '../run-page/messages'
import type { Api } from './api'
import { byId } from './dom'
import type { Log } from './log'

/** Runs programs and shows what they do. */
export interface Runner {
  /** Loads the page of a program without pressing anything, or empties the place for a Cloud Code program. */
  show(program: Program): void
  run(program: Program): Promise<void>
}

const minHeightPixels = 220
const pollMs = 400
const maxPolls = 400
const sampleUrl = '/assets/sample.mp3'

const showData = (value: unknown): void => {
  byId('page-data').textContent = JSON.stringify(value ?? {}, null, 2)
}

const nameOf = (program: Program, uid: string): string => program.page.find((element) => element.uid === uid)?.name ?? 'Page'

/** A message of the pack is a sentence for people and a line of advice. */
const onMessage = (program: Program, log: Log, message: FromRun): void => {
  if (message.type === 'pageData') showData(message.pageData)
  if (message.type === 'log') log.add(message.text)
  if (message.type === 'ready') log.add('The page is open.')
  if (message.type === 'started') log.add(`${nameOf(program, message.uid)}: ${message.event} began.`)
  if (message.type === 'finished') log.add(`${nameOf(program, message.uid)}: ${message.event} is done.`)
  if (message.type === 'failed') log.add(`${nameOf(program, message.uid)}: ${message.event} failed${message.code === null ? '' : ` with ${message.code}`}. ${message.message}`, true)
  if (message.type === 'height') byId('page').style.height = `${Math.max(minHeightPixels, message.pixels)}px`
}

const chosenFile = async (): Promise<File> => {
  const chosen = byId<HTMLInputElement>('upload').files?.[0]
  if (chosen) return chosen
  const sample = await (await fetch(sampleUrl)).blob()
  return new File([sample], 'sample.mp3', { type: 'audio/mpeg' })
}

const runInCloud = async (api: Api, program: Program, log: Log): Promise<void> => {
  await api.deploy(program.id)
  log.add('The handler is deployed.')
  const before = (await api.invocations()).at(-1)?.number ?? 0
  const file = await chosenFile()
  await api.upload(file)
  log.add(`${file.name} is uploaded into inbox.`)
  for (let turn = 0; turn < maxPolls; turn++) {
    const mine = (await api.invocations()).find(({ number }) => number > before)
    if (mine && mine.state !== 'running') {
      mine.log.forEach((line) => log.add(line))
      log.add(mine.error ? `The handler failed with ${mine.error.code}. ${mine.error.message}` : `The handler is done after ${mine.seconds.toFixed(1)} s.`, mine.error !== null)
      return showData(mine)
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
  log.add('The handler has not ended yet.', true)
}

/** Joins the frame with the page, and Cloud Code, to the editor. */
export const createRunner = (api: Api, appName: string, log: Log): Runner => {
  const frame = byId<HTMLIFrameElement>('page')
  let shown: Program | null = null
  let runs = 0
  window.addEventListener('message', ({ data, origin, source }: MessageEvent<FromRun & { readonly run: string | null }>) => {
    if (origin === location.origin && source === frame.contentWindow && shown && data.run === String(runs)) onMessage(shown, log, data)
  })
  const load = (program: Program): void => {
    runs++
    const path = `/codeless/run/${appName}/${program.id}/?run=${runs}`
    showData({})
    if (frame.contentWindow && frame.src !== '') frame.contentWindow.location.replace(path)
    else frame.src = path
  }
  return {
    show: (program) => {
      shown = program
      const isCloud = program.place === 'cloud'
      byId('ui-run').hidden = isCloud
      byId('cloud-run').hidden = !isCloud
      byId('run-title').textContent = isCloud ? 'Cloud Code' : 'Page'
      byId('result-title').textContent = isCloud ? 'What became of it' : 'Page data'
      log.clear()
      showData({})
      if (!isCloud) load(program)
    },
    run: async (program) => {
      shown = program
      log.clear()
      if (program.place === 'cloud') await runInCloud(api, program, log)
      else load(program)
    },
  }
}
