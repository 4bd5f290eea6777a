/** Beside devices.ts and network.ts the only file that reads globals of the browser and of Backendless. Everything else gets a `Browser`, so that tests can give another one. */

import { componentId } from '../../contract'
import { realDevices, type Devices } from './devices'
import { realNetwork, type Network } from './network'

/** Everything that the component needs from outside. */
export interface Browser extends Devices, Network {
  /** Milliseconds of a clock that never jumps. */
  now(): number
  date(): Date
  /** Why recording is impossible on this page, as a key of the error table; null = it is possible. */
  recordingObstacle(): 'insecure-page' | 'unsupported-browser' | null
  /** Whether this engine records MP4 better than the other formats that it claims. */
  prefersMp4(): boolean
  canRecord(mimeType: string): boolean
  openMicrophone(audio: MediaTrackConstraints | true): Promise<MediaStream>
  newRecorder(stream: MediaStream, options: MediaRecorderOptions): MediaRecorder
  microphonePermission(): Promise<string>
  /** What the policy of the page says; null = the browser does not tell. */
  policyAllowsMicrophone(): boolean | null
  objectUrl(blob: Blob): string
  revokeObjectUrl(url: string): void
  /** Length of the media in seconds; null when the browser cannot tell within the time. */
  mediaSeconds(url: string, timeoutMs: number): Promise<number | null>
  randomName(): string
  removeFile(path: string): Promise<void>
  invoke(service: string, method: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown>
  download(url: string, name: string): void
  copy(text: string): Promise<void>
  /** A lazy part of the component, from its own folder. */
  part(name: string): Promise<unknown>
  /** Languages of the reader, the favourite first. */
  languages(): readonly string[]
  /** Whether the page is still being built, so that what a developer must know may be shown on it. */
  isBeingBuilt(): boolean
  report(error: unknown): void
}

interface BackendlessSdk {
  readonly Files: {
    remove(path: string): Promise<unknown>
  }
  readonly APIServices: { invoke(service: string, method: string, parameters: unknown): Promise<unknown> }
}

interface UiBuilder {
  readonly isProd: boolean
  requireModule(path: string): Promise<unknown>
}

interface FeaturePolicy {
  allowsFeature?(feature: string): boolean
}

const sdk = (): BackendlessSdk => (window as unknown as { Backendless: BackendlessSdk }).Backendless

const uiBuilder = (): UiBuilder | undefined => (typeof window === 'object' ? (window as unknown as { BackendlessUI?: UiBuilder }).BackendlessUI : undefined)

const recordingObstacle = (): 'insecure-page' | 'unsupported-browser' | null => {
  if (!window.isSecureContext) return 'insecure-page'
  const hasMicrophone = typeof navigator.mediaDevices?.getUserMedia === 'function'
  return hasMicrophone && typeof MediaRecorder === 'function' ? null : 'unsupported-browser'
}

const policyAllowsMicrophone = (): boolean | null => {
  const page = document as unknown as { permissionsPolicy?: FeaturePolicy; featurePolicy?: FeaturePolicy }
  const policy = page.permissionsPolicy ?? page.featurePolicy
  return policy?.allowsFeature ? policy.allowsFeature('microphone') : null
}

const microphonePermission = async (): Promise<string> => {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state
  } catch {
    return 'unknown'
  }
}

const mediaSeconds = (url: string, timeoutMs: number): Promise<number | null> =>
  new Promise((resolve) => {
    const media = document.createElement('audio')
    const finish = (): void => {
      clearTimeout(timer)
      media.onloadedmetadata = media.onerror = null
      const seconds = media.duration
      media.removeAttribute('src')
      media.load()
      resolve(Number.isFinite(seconds) ? seconds : null)
    }
    const timer = setTimeout(finish, timeoutMs)
    media.preload = 'metadata'
    media.onloadedmetadata = media.onerror = finish
    media.src = url
  })

const randomName = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

const download = (url: string, name: string): void => {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}

const fetchPart = async (name: string): Promise<unknown> => {
  try {
    return await uiBuilder()?.requireModule(`./components/custom/${componentId}/parts/${name}.js`)
  } catch (error) {
    // Otherwise every later attempt would get this error at once, even when the network is back.
    const { requirejs } = window as unknown as { requirejs?: { undef?(id: string): void } }
    const { requireModules = [] } = (error ?? {}) as { requireModules?: readonly string[] }
    requireModules.forEach((id) => requirejs?.undef?.(id))
    throw error
  }
}

/** The browser that the component runs in. */
export const realBrowser: Browser = {
  ...realDevices,
  ...realNetwork,
  now: () => performance.now(),
  date: () => new Date(),
  recordingObstacle,
  prefersMp4: () => navigator.vendor.startsWith('Apple'),
  canRecord: (mimeType) => MediaRecorder.isTypeSupported(mimeType),
  openMicrophone: (audio) => navigator.mediaDevices.getUserMedia({ audio }),
  newRecorder: (stream, options) => new MediaRecorder(stream, options),
  microphonePermission,
  policyAllowsMicrophone,
  objectUrl: (blob) => URL.createObjectURL(blob),
  revokeObjectUrl: (url) => URL.revokeObjectURL(url),
  mediaSeconds,
  randomName,
  removeFile: async (path) => {
    await sdk().Files.remove(path)
  },
  invoke: (service, method, parameters) => sdk().APIServices.invoke(service, method, parameters),
  download,
  copy: (text) => navigator.clipboard.writeText(text),
  part: fetchPart,
  languages: () => (typeof navigator === 'object' ? (navigator.languages ?? []) : []),
  isBeingBuilt: () => uiBuilder()?.isProd === false,
  report: (error) => {
    // eslint-disable-next-line no-console -- the only trace that a developer gets of a handler that throws
    console.error('[Audio Transcriber]', error)
  },
}
