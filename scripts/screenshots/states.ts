import { join } from 'node:path'
import { fixturePath } from '../../test/browser/fixtures'
import { drop, pick, press, slowUploads, stopTracks, transcriber, watchMicrophones } from '../../test/browser/gestures'
import type { World } from '../../test/browser/world'
import type { OpenedPreview, OpenOptions } from '../../test/support/browser'

/** One situation of the component and how a person gets there. */
export interface Shot {
  readonly name: string
  readonly options?: (world: World) => OpenOptions
  readonly reach: (opened: OpenedPreview, world: World) => Promise<void>
}

const sample = join(__dirname, '..', '..', 'playground', 'page', 'assets', 'sample.mp3')
const keepOpen = { kind: 'answer', delayMs: 5000 } as const
const reviewFirst = (): OpenOptions => ({ variant: { settings: { sendAfterStop: 'false' } } })

const startRecording = async ({ page, waitForStatus }: OpenedPreview, milliseconds: number): Promise<void> => {
  await press(page, 'Start recording')
  await waitForStatus('recording')
  await page.waitForTimeout(milliseconds)
}

const fileUntil = async ({ page, waitForStatus }: OpenedPreview, file: string, status: string): Promise<void> => {
  await pick(page, file)
  await waitForStatus(status)
}

/** A question for the microphone that nobody answers. */
const askForEver: OpenOptions['prepare'] = async (page) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined)
  })
}

const said = 'Hello. Please bring two pallets to the back entrance on Friday, and call me before noon. Thank you.'

/** Every situation that a person can meet. */
export const shots: readonly Shot[] = [
  { name: 'idle', reach: async ({ waitForStatus }) => waitForStatus('idle') },
  { name: 'files-only', options: () => ({ variant: { settings: { source: 'file' } } }), reach: async ({ waitForStatus }) => waitForStatus('idle') },
  {
    name: 'asking', options: () => ({ prepare: askForEver }),
    reach: async ({ page, waitForStatus }) => {
      await press(page, 'Start recording')
      await waitForStatus('asking')
      await page.waitForTimeout(3500)
    },
  },
  { name: 'recording', reach: (opened) => startRecording(opened, 2500) },
  { name: 'near-the-limit', options: () => ({ variant: { settings: { maxSeconds: '30' } } }), reach: (opened) => startRecording(opened, 1500) },
  {
    name: 'paused',
    reach: async (opened) => {
      await startRecording(opened, 1500)
      await press(opened.page, 'Pause')
      await opened.waitForStatus('paused')
    },
  },
  {
    name: 'recorded', options: reviewFirst,
    reach: async (opened) => {
      await startRecording(opened, 2500)
      await press(opened.page, 'Stop recording')
      await opened.waitForStatus('recorded')
    },
  },
  {
    name: 'discarded', options: reviewFirst,
    reach: async (opened) => {
      await fileUntil(opened, sample, 'recorded')
      await press(opened.page, 'Discard')
      await opened.waitForStatus('idle')
    },
  },
  {
    name: 'uploading',
    reach: async (opened) => {
      await slowUploads(opened, 1000)
      await fileUntil(opened, sample, 'uploading')
    },
  },
  {
    name: 'transcribing',
    reach: async (opened, { openAi }) => {
      await openAi.script([keepOpen])
      await fileUntil(opened, sample, 'transcribing')
      await opened.page.waitForTimeout(1500)
    },
  },
  {
    name: 'done',
    reach: async (opened, { openAi }) => {
      await openAi.script([{ kind: 'json', body: { text: said } }])
      await fileUntil(opened, sample, 'done')
    },
  },
  {
    name: 'done-long',
    reach: async (opened, { openAi }) => {
      await openAi.script([{ kind: 'json', body: { text: Array.from({ length: 30 }, () => said).join(' ') } }])
      await fileUntil(opened, sample, 'done')
    },
  },
  { name: 'no-speech', reach: (opened) => fileUntil(opened, fixturePath('silent.wav'), 'noSpeech') },
  {
    name: 'failed-service',
    reach: async (opened, { openAi }) => {
      await openAi.script([{ kind: 'no-money' }])
      await fileUntil(opened, sample, 'failed')
    },
  },
  { name: 'failed-file', reach: (opened) => fileUntil(opened, fixturePath('text-renamed.mp3'), 'failed') },
  { name: 'failed-folder', reach: (opened) => drop(opened, __dirname).then(() => opened.waitForStatus('failed')) },
  {
    name: 'failed-permission', options: () => ({ context: { permissions: [] } }),
    reach: async ({ page, waitForStatus }) => {
      await press(page, 'Start recording')
      await waitForStatus('failed')
    },
  },
  {
    name: 'microphone-lost', options: () => ({ prepare: watchMicrophones }),
    reach: async (opened) => {
      await startRecording(opened, 2000)
      await stopTracks(opened.page)
      await opened.waitForStatus('recorded')
    },
  },
  { name: 'insecure', options: ({ url }) => ({ origin: url.replace('127.0.0.1', 'probe.test'), context: { permissions: [] } }), reach: ({ waitForStatus }) => waitForStatus('unsupported') },
  {
    name: 'focus',
    reach: async ({ page }) => {
      await transcriber(page).getByRole('button', { name: 'Start recording' }).focus()
      await page.keyboard.press('Tab')
    },
  },
]
