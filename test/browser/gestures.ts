import type { Locator, Page } from 'playwright-core'
import type { OpenedPreview } from '../support/browser'

const className = 'bl-customComponent-audioTranscriber'

/** The component on the page; the first one when there are two. */
export const transcriber = (page: Page): Locator => page.getByRole('group', { name: 'Audio transcriber' }).first()

/** What is said in the place of an error; empty when there is none. */
export const alertText = async (page: Page): Promise<string> => (await transcriber(page).getByRole('alert').innerText()).trim()

/** Presses the button with these words, as a mouse does. */
export const press = (page: Page, name: string): Promise<void> => transcriber(page).getByRole('button', { name, exact: true }).click()

/** A file on disk, or one with a name that no disk would take. */
export type PickedFile = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

/** Chooses a file in the file dialog of the component. */
export const pick = (page: Page, file: PickedFile, place = 0): Promise<void> => page.locator(`.${className} input[type=file]`).nth(place).setInputFiles(file)

/** Drags a file or folder from the desktop onto the component: the browser itself makes the events. */
export const drop = async ({ page, context }: OpenedPreview, path: string): Promise<void> => {
  const box = await transcriber(page).boundingBox()
  if (!box) throw new Error('The component is not on the page.')
  const session = await context.newCDPSession(page)
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, data: { items: [], files: [path], dragOperationsMask: 1 } }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...at })
  await session.detach()
}

/** Records until the given moment of what is played to the microphone, and stops. */
export const record = async (opened: OpenedPreview, milliseconds: number): Promise<void> => {
  await press(opened.page, 'Start recording')
  await opened.waitForStatus('recording')
  await opened.page.waitForTimeout(milliseconds)
  await press(opened.page, 'Stop recording')
}

/** Shows or hides the block around the component, as logic does. */
export const setDisplay = (page: Page, isShown: boolean): Promise<void> =>
  page.evaluate((display) => {
    const { playground } = window as unknown as { playground: { current: { getComponentByUid(uid: string): { display: boolean } } } }
    playground.current.getComponentByUid('area').display = display
  }, isShown)

/** Keeps every microphone stream of the page in reach; call it before the page loads. */
export const watchMicrophones = (page: Page): Promise<void> =>
  page.addInitScript(() => {
    const streams: MediaStream[] = []
    const media = navigator.mediaDevices as MediaDevices | undefined
    Object.assign(window, { streams })
    if (!media) return
    const open = media.getUserMedia.bind(media)
    media.getUserMedia = async (constraints) => {
      const stream = await open(constraints)
      streams.push(stream)
      return stream
    }
  }).then(() => undefined)

const streamsOfPage = (): MediaStream[] => (window as unknown as { streams: MediaStream[] }).streams

/** State of every track that the page ever opened. */
export const trackStates = (page: Page): Promise<string[]> => {
  const read = `(${streamsOfPage.toString()})().flatMap((stream) => stream.getTracks()).map(({ readyState }) => readyState)`
  return page.evaluate<string[]>(read)
}

/** Ends the tracks as a device does that is pulled out: the recorder is not asked. */
export const stopTracks = (page: Page): Promise<void> => page.evaluate<void>(`(${streamsOfPage.toString()})().forEach((stream) => stream.getTracks().forEach((track) => track.stop()))`)

/** Uploads travel at this rate from now on, so that something can happen meanwhile; the answer makes them fast again. */
export const slowUploads = async ({ page, context }: OpenedPreview, bytesPerSecond: number): Promise<() => Promise<void>> => {
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond })
  return () => session.detach()
}

/** Waits until something is as it should be, and shows what it is when it never becomes so. */
export const eventually = async <T>(read: () => Promise<T>, expected: T, timeoutMs = 30_000): Promise<void> => {
  const until = Date.now() + timeoutMs
  let now = await read()
  while (JSON.stringify(now) !== JSON.stringify(expected) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    now = await read()
  }
  expect(now).toEqual(expected)
}
