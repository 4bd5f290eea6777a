import { warn, type Warning } from '../../../contract'
import { lengthOf } from '../audio/split/length'
import { openAudio } from '../audio/split/open'
import { sourceOf } from '../audio/split/source-of'
import type { OpenAudio, Piece, SplitCursor } from '../audio/split/types'
import type { Settings } from '../configuration'
import type { Deadline } from '../deadline'
import { ServiceError } from '../errors'
import { sendable } from '../operations/hear-source'
import type { Hearing } from '../operations/hear-whole'
import { openSender, type PieceSender } from '../operations/piece-sender'
import { successorForPieces } from '../openai/adapt'
import type { KnownSpeaker } from '../openai/request'
import { Lanes } from '../pieces/lanes'
import { isTooShort, nothingHeard } from '../pieces/send-pieces'
import { Voices } from '../pieces/voices'
import { planCall, type CallPlan } from '../plan/plan-call'
import { secondsToSend, type AudioSize } from '../plan/plan-pieces'
import { openQuota } from '../quota/quota'
import { keepCopy } from '../save-source'
import type { AudioFile } from '../source/body'
import { openSource, type Reader, type Source } from '../source/download'
import { parseSourceUrl } from '../source/guard'
import { directLinkOf } from '../source/share-links'
import { cuttingOf, PlanChanged, withSuccessorOf, type CuttingPlan } from './cutting'
import { finishJob } from './finish-job'
import type { Job } from './job'
import type { JobRequest } from './job-request'
import type { AudioEnd } from './audio-end'
import type { HeardText, KeptParts, OpenedAudio, PieceWorker } from './piece-worker'
import { wholeFile } from './whole-file'

/** What a worker of a job needs besides the job. */
export interface AudioWorkerTools {
  readonly request: JobRequest
  readonly settings: Settings
  readonly deadline: Deadline
  readonly reader: Reader['headersFor']
}

const millisecondsOf = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds * 1000))

/** Works on the audio behind an address, piece by piece. */
export class AudioWorker implements PieceWorker {
  readonly mayHaveGaps: boolean
  readonly carriesContext: boolean
  readonly needsFirst: boolean
  readonly #tools: AudioWorkerTools
  readonly #plan: CallPlan
  readonly #url: URL
  readonly #linkWarnings: readonly Warning[]
  #cutting: CuttingPlan | null
  /** Null = nobody can look into it. */
  #size: AudioSize | null = null
  #sender: PieceSender | null = null
  #voices = new Voices()

  constructor(job: Job, tools: AudioWorkerTools) {
    const { request: { task, values, day }, settings } = tools
    const written = parseSourceUrl(values.audioFileUrl)
    this.#tools = tools
    this.#url = directLinkOf(written) ?? written
    this.#linkWarnings = this.#url === written ? [] : [warn('link-rewritten')]
    this.#cutting = job.plan === null ? null : (JSON.parse(job.plan) as CuttingPlan)
    const plan = planCall(task, values, settings, day)
    this.#plan = this.#cutting?.usesSuccessor ? withSuccessorOf(plan) : plan
    this.mayHaveGaps = values.onGap === 'mark'
    this.carriesContext = values.carryContext === true
    this.needsFirst = this.#plan.need.speakers
  }

  async open(job: Job, from: SplitCursor | null, first: HeardText | null): Promise<OpenedAudio> {
    this.#voices = new Voices(first && (first.voices ?? []))
    const { settings, deadline, reader } = this.#tools
    const found = await openSource(this.#url, { policy: settings, headersFor: reader }, deadline)
    deadline.enter('transcribing')
    try {
      const sourceBytes = bytesOf(found)
      checkUnchanged(job.sourceBytes, sourceBytes)
      const source: Source = found.kind === 'whole' ? { kind: 'whole', file: await sendable(found.file, deadline.signal) } : found
      const audio = await this.#lookInto(source)
      const seconds = source.kind === 'whole' ? await lengthOf(source.file, deadline.signal) : (audio?.facts.durationSeconds ?? null)
      this.#size = audio && { durationSeconds: seconds, byteLength: bytesOf(source) }
      const cutting = this.#cutting ?? { ...cuttingOf(this.#size, this.#hearing), savedSource: await this.#save(found) }
      this.#cutting = cutting
      const lanes = new Lanes(cutting.lanes)
      this.#sender = openSender(this.#hearing, cutting.timesFromPieces, lanes)
      const wish = cutting.wish && { ...cutting.wish, ...(from && { from }) }
      const pieces = wish && audio ? audio.split(wish, deadline.signal) : wholeFile(fileOf(source), seconds)
      return { facts: { audioMs: millisecondsOf(seconds), sourceBytes, plan: JSON.stringify(cutting) }, lanes, pieces, close: () => closeAll(source, audio) }
    } catch (error) {
      closeAll(found, null)
      throw error
    }
  }

  async transcribe(piece: Piece, context: string): Promise<HeardText> {
    const { request, settings, deadline } = this.#tools
    const quota = openQuota(settings, { userId: request.person }, new Date())
    await deadline.race(quota.reserve(piece.file.byteLength, piece.file.type.container))
    try {
      const { transcript, warnings } = await this.#send(piece, context)
      const seconds = transcript.usage?.type === 'duration' && typeof transcript.usage.seconds === 'number' ? transcript.usage.seconds : (transcript.durationSeconds ?? piece.endSeconds - piece.startSeconds)
      const counted = await deadline.race(quota.settle(seconds)).catch(() => [warn('quota-not-counted')])
      const voices = this.needsFirst && piece.index === 0 ? { voices: await this.#voices.known } : {}
      return { ...this.#textOf(piece), transcript, warnings: [...warnings, ...counted], billedSeconds: seconds, ...voices }
    } catch (error) {
      if (!(error instanceof ServiceError && error.key === 'time-over')) await deadline.race(quota.release()).catch(() => undefined)
      throw error
    }
  }

  giveUp(piece: Piece, { number, message }: ServiceError): HeardText {
    return { ...this.#textOf(piece), transcript: null, error: { number, message }, warnings: [], billedSeconds: 0 }
  }

  hasTimeFor(seconds: number): boolean {
    return secondsToSend(seconds) * 2 < this.#tools.deadline.remainingMs / 1000
  }

  finish(_job: Job, pieces: readonly HeardText[], keep: KeptParts, end: AudioEnd): Promise<{ readonly answer: unknown; readonly text: string } | null> {
    const { request, settings, deadline } = this.#tools
    const { wish = null, timesFromPieces = false, savedSource = null } = this.#cutting ?? {}
    deadline.enter('translating')
    const notSaved = request.values.saveSource && savedSource === null ? [warn('source-not-saved', { folder: settings.audioFolder })] : []
    return finishJob({ request, plan: this.#plan, pieces, end, cut: wish && { timesFromPieces }, savedSource, warnings: [...this.#linkWarnings, ...notSaved], settings, deadline, keep })
  }

  stop(): void {
    this.#tools.deadline.clear()
  }

  get #hearing(): Hearing {
    const { request: { values }, settings, deadline } = this.#tools
    return { plan: this.#plan, need: this.#plan.need, values, settings, deadline }
  }

  #textOf({ startSeconds, endSeconds, overlapSeconds }: Piece): Omit<HeardText, 'transcript' | 'warnings' | 'billedSeconds'> {
    const { modelId, endpoint } = this.#sender?.request ?? this.#plan.request
    return { startSeconds, endSeconds, overlapSeconds, modelId, endpoint }
  }

  async #send(piece: Piece, context: string): ReturnType<PieceSender['send']> {
    if (this.#sender === null) throw new Error('The audio is not open')
    try {
      const sender = this.#sender
      const send = (known?: readonly KnownSpeaker[]): ReturnType<PieceSender['send']> => sender.send(piece, context, known)
      return await (this.needsFirst ? this.#voices.hear(piece, send, this.#tools.deadline.signal) : send())
    } catch (error) {
      if (isTooShort(error)) return { transcript: nothingHeard, warnings: [] }
      this.#mayCutAnew(error)
      throw error
    }
  }

  /** A model that is gone, with a successor that tells no times: the rest is heard in phrases. */
  #mayCutAnew(error: unknown): void {
    const { need, request } = this.#plan
    if (!need.segments || this.#cutting === null || this.#cutting.timesFromPieces || this.#size === null || successorForPieces(request, need, error) === null) return
    const cutting = cuttingOf(this.#size, { ...this.#hearing, plan: withSuccessorOf(this.#plan) })
    throw new PlanChanged({ ...cutting, savedSource: this.#cutting.savedSource, usesSuccessor: true })
  }

  /** A file that nobody can look into is sent as it is, if one request can carry it. */
  async #lookInto(source: Source): Promise<OpenAudio | null> {
    const { signal } = this.#tools.deadline
    if (source.kind === 'long') return openAudio(source.audio, signal)
    try {
      return await openAudio(sourceOf(source.file.pieces), signal)
    } catch (error) {
      if (this.#cutting?.wish || !(error instanceof ServiceError)) throw error
      return null
    }
  }

  async #save(source: Source): Promise<string | null> {
    const { request: { values }, settings, deadline } = this.#tools
    return values.saveSource && source.kind === 'whole' ? (await keepCopy(source.file, this.#url, settings.audioFolder, deadline)).savedSource : null
  }
}

const bytesOf = (source: Source): number | null => (source.kind === 'whole' ? source.file.byteLength : source.audio.byteLength)

const checkUnchanged = (before: number | null, now: number | null): void => {
  if (before !== null && now !== null && before !== now) throw new ServiceError('job-source-changed', { before, now })
}

const fileOf = (source: Source): AudioFile => {
  if (source.kind === 'whole') return source.file
  throw new Error('Long audio is always cut')
}

const closeAll = (source: Source, audio: OpenAudio | null): void => {
  audio?.close()
  if (source.kind === 'long') source.audio.close()
}
