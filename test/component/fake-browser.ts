import sendPart from '../../ui-component/src/parts/send'
import type { Browser } from '../../ui-component/src/browser'
import type { DeviceStorage } from '../../ui-component/src/network'
import type { UploadWatch } from '../../ui-component/src/upload/send-file'
import type { Ears } from '../../ui-component/src/devices'
import type { Microphone } from '../../ui-component/src/state'

/** An answer that a test gives when it wants. */
export interface Deferred<T> {
  readonly promise: Promise<T>
  resolve(value: T): void
  reject(error: unknown): void
}

export const deferred = <T>(): Deferred<T> => {
  let resolve: (value: T) => void = () => undefined
  let reject: (error: unknown) => void = () => undefined
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

export class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live'
  enabled = true

  stop(): void {
    this.readyState = 'ended'
  }

  /** The device gives nothing for a while. */
  mute(isMuted: boolean): void {
    this.dispatchEvent(new Event(isMuted ? 'mute' : 'unmute'))
  }

  /** The device goes away: unlike `stop`, this fires `ended`. */
  unplug(): void {
    this.readyState = 'ended'
    this.dispatchEvent(new Event('ended'))
  }
}

export class FakeStream {
  readonly tracks = [new FakeTrack()]
  getTracks = (): FakeTrack[] => this.tracks
  getAudioTracks = (): FakeTrack[] => this.tracks
}

const webmBytes = [0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3, 4]

/** Like a real recorder in time: `stop()` only asks for the end, the last data and the end come later. */
export class FakeRecorder extends EventTarget {
  state: 'inactive' | 'recording' | 'paused' = 'inactive'
  mimeType: string
  lastDataMs = 20
  endMs = 30
  bytes: number[] = webmBytes

  constructor(readonly stream: FakeStream, readonly options: MediaRecorderOptions) {
    super()
    this.mimeType = options.mimeType ?? 'audio/webm'
  }

  start(): void {
    this.state = 'recording'
  }

  pause(): void {
    this.state = 'paused'
  }

  resume(): void {
    this.state = 'recording'
  }

  data(bytes: number[] = this.bytes): void {
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob([new Uint8Array(bytes)]) }))
  }

  stop(): void {
    if (this.state === 'inactive') throw new DOMException('not recording', 'InvalidStateError')
    this.state = 'inactive'
    setTimeout(() => this.data(), this.lastDataMs)
    setTimeout(() => this.dispatchEvent(new Event('stop')), this.endMs)
  }
}

const noMethodForThis = (): never => {
  throw new Error('not expected in this test')
}

/** A browser whose microphone, storage, services and clock a test holds in its hands. */
export class FakeBrowser implements Browser {
  nowMs = 1000
  /** How far the clock of the day has been set forward or back. */
  wallMs = 0
  obstacle: 'insecure-page' | 'unsupported-browser' | null = null
  policy: boolean | null = null
  permission = 'prompt'
  apple = false
  types = ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4']
  /** What lies in the file storage. */
  readonly files = new Map<string, File>()
  readonly removed: string[] = []
  readonly urls = new Set<string>()
  readonly streams: FakeStream[] = []
  readonly recorders: FakeRecorder[] = []
  readonly asked: unknown[] = []
  readonly calls: { service: string; method: string; parameters: Readonly<Record<string, unknown>> }[] = []
  readonly reported: unknown[] = []
  readonly downloads: string[] = []
  uploads = 0
  copied: string | null = null
  seconds: number | null = 12.5
  onOpen: () => Promise<void> = () => Promise.resolve()
  onUpload: () => Promise<void> = () => Promise.resolve()
  onRemove: () => Promise<void> = () => Promise.resolve()
  onCopy: () => Promise<void> = () => Promise.resolve()
  onInvoke: (method: string, parameters: Readonly<Record<string, unknown>>) => Promise<unknown> = () => Promise.resolve({ text: 'hello' })
  prepare: (recorder: FakeRecorder) => void = () => undefined
  /** The upload that went on last. */
  watch: UploadWatch | null = null
  user: string | null = null
  online = true
  encodes = false
  readonly network = new EventTarget()
  /** What lies around a recording. */
  readonly devices = new EventTarget()
  readonly document = new EventTarget()
  /** What the ears hear; null = the browser keeps them asleep. */
  loudness: number | null = 0.1
  ears = 0
  /** How far the sound is behind the clock, as on a busy device. */
  lagMs = 0
  awake = 0
  isShown = true
  inputs: Microphone[] = []
  readonly tones: number[] = []
  readonly vibrations: number[] = []
  readonly memory = new Map<string, string>()
  private lastUrl = 0

  now = (): number => this.nowMs
  date = (): Date => new Date(new Date(2026, 10, 21, 9, 5, 7).getTime() + this.wallMs)
  recordingObstacle = (): 'insecure-page' | 'unsupported-browser' | null => this.obstacle
  prefersMp4 = (): boolean => this.apple
  canRecord = (mimeType: string): boolean => this.types.includes(mimeType)
  microphonePermission = (): Promise<string> => Promise.resolve(this.permission)
  policyAllowsMicrophone = (): boolean | null => this.policy
  randomName = (): string => `random${this.uploads}`
  mediaSeconds = (): Promise<number | null> => Promise.resolve(this.seconds)
  languages = (): readonly string[] => ['en']
  isBeingBuilt = (): boolean => false
  onPart: (name: string) => Promise<unknown> = (name) => Promise.reject(new Error(`no part ${name}`))
  part = (name: string): Promise<unknown> => (name === 'send' ? this.onSendPart() : this.onPart(name))
  onSendPart = (): Promise<unknown> => Promise.resolve(sendPart)
  report = (error: unknown): void => void this.reported.push(error)
  download = (_url: string, name: string): void => void this.downloads.push(name)

  openEars = (): Ears => {
    this.ears += 1
    return {
      hear: () => undefined,
      // The clock of sound is never quite that of the machine.
      clock: () => (this.nowMs - this.lagMs) * 0.9999,
      read: (samples) => {
        samples.fill(this.loudness ?? 0)
        return this.loudness !== null
      },
      tone: (hertz) => void this.tones.push(hertz),
      stretch: () => (this.loudness === null ? null : { stream: new FakeStream() as unknown as MediaStream, open: () => undefined, shut: () => undefined, close: () => undefined }),
      close: () => void (this.ears -= 1),
    }
  }

  microphones = (): Promise<readonly Microphone[]> => Promise.resolve(this.inputs)
  deviceEvents = (): EventTarget => this.devices
  pageEvents = (): EventTarget => this.document
  isVisible = (): boolean => this.isShown
  vibrate = (milliseconds: number): void => void this.vibrations.push(milliseconds)
  recall = (key: string): string | null => this.memory.get(key) ?? null
  remember = (key: string, value: string): void => void this.memory.set(key, value)
  keepAwake = (): Promise<() => void> => {
    this.awake += 1
    return Promise.resolve(() => void (this.awake -= 1))
  }

  openMicrophone = async (audio: unknown): Promise<MediaStream> => {
    this.asked.push(audio)
    await this.onOpen()
    const stream = new FakeStream()
    this.streams.push(stream)
    return stream as unknown as MediaStream
  }

  newRecorder = (stream: MediaStream, options: MediaRecorderOptions): MediaRecorder => {
    const recorder = new FakeRecorder(stream as unknown as FakeStream, options)
    this.prepare(recorder)
    this.recorders.push(recorder)
    return recorder as unknown as MediaRecorder
  }

  objectUrl = (): string => {
    const url = `blob:${++this.lastUrl}`
    this.urls.add(url)
    return url
  }

  revokeObjectUrl = (url: string): void => {
    if (!this.urls.delete(url)) noMethodForThis()
  }

  upload = async (file: File, path: string, watch: UploadWatch): Promise<string> => {
    this.uploads += 1
    this.watch = watch
    await this.onUpload()
    this.files.set(path, file)
    return `https://files.example/${path}`
  }

  uploaded = async (path: string): Promise<string | null> => {
    await this.onUpload()
    return this.files.has(path) ? `https://files.example/${path}` : null
  }

  userId = (): string | null => this.user
  isOnline = (): boolean => this.online
  networkEvents = (): EventTarget => this.network
  deviceStorage = (): DeviceStorage => ({ name: 'keep', indexedDb: undefined, locks: undefined, freeBytes: () => Promise.resolve(null) })
  canEncode = (): boolean => this.encodes
  hasKept = (): Promise<boolean> => Promise.resolve(false)

  removeFile = async (path: string): Promise<void> => {
    this.removed.push(path)
    await this.onRemove()
    this.files.delete(path)
  }

  invoke = (service: string, method: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> => {
    this.calls.push({ service, method, parameters })
    return this.onInvoke(method, parameters)
  }

  copy = async (text: string): Promise<void> => {
    await this.onCopy()
    this.copied = text
  }

  get liveTracks(): number {
    return this.streams.flatMap(({ tracks }) => tracks).filter(({ readyState }) => readyState === 'live').length
  }
}
