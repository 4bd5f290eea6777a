import { maxPieceSeconds, modelOf, requestSeconds, requestSecondsPerAudioSecond, warn, type Warning } from '../../../contract'
import { openAudio } from '../audio/split/open'
import { sourceOf } from '../audio/split/source-of'
import type { OpenAudio, Piece, SplitCursor, SplitWish } from '../audio/split/types'
import type { Settings } from '../configuration'
import type { Deadline } from '../deadline'
import { ServiceError } from '../errors'
import type { Hearing } from '../operations/hear-whole'
import { openSender, type PieceSender } from '../operations/piece-sender'
import type { KnownSpeaker } from '../openai/request'
import { Lanes } from '../pieces/lanes'
import { isTooShort, nothingHeard } from '../pieces/send-pieces'
import { Voices } from '../pieces/voices'
import { planCall, type CallPlan } from '../plan/plan-call'
import { planPieces, secondsToSend } from '../plan/plan-pieces'
import { openQuota } from '../quota/quota'
import { keepCopy } from '../save-source'
import type { AudioFile } from '../source/body'
import { openSource, type Reader, type Source } from '../source/download'
import { parseSourceUrl } from '../source/guard'
import { directLinkOf } from '../source/share-links'
import { finishJob } from './finish-job'
import type { Job } from './job'
import type { JobRequest } from './job-request'
import type { AudioEnd, HeardText, KeptParts, OpenedAudio, PieceWorker } from './piece-worker'

/** How the audio of a job is cut, decided by its first run and the same for all. */
interface CuttingPlan {
  /** Null = it is sent as it is. */
  readonly wish: SplitWish | null
  readonly lanes: number
  readonly timesFromPieces: boolean
  readonly savedSource: string | null
}

/** What a worker of a job needs besides the job. */
export interface AudioWorkerTools {
  readonly request: JobRequest
  readonly settings: Settings
  readonly deadline: Deadline
  readonly reader: Reader['headersFor']
}

/** A piece takes up to this part of the time of a run, so that a run does more than one. */
const pieceShare = 0.3
const leastPieceSeconds = 10

const millisecondsOf = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds * 1000))

/** A file that is sent as it is: one piece. */
const wholeFile = (file: AudioFile, durationSeconds: number | null): OpenedAudio['pieces'] => {
  const endSeconds = durationSeconds ?? 0
  const piece: Piece = { index: 0, startSeconds: 0, endSeconds, overlapSeconds: 0, soundStartSeconds: 0, soundEndSeconds: endSeconds, file, fileName: `audio.${file.type.extension}`, mimeType: file.type.mimeType, next: null }
  return {
    endSeconds,
    async *[Symbol.asyncIterator]() {
      yield await Promise.resolve(piece)
    },
  }
}

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
  #sender: PieceSender | null = null
  #voices = new Voices()

  constructor(job: Job, tools: AudioWorkerTools) {
    const { request: { task, values, day }, settings } = tools
    const written = parseSourceUrl(values.audioFileUrl)
    this.#tools = tools
    this.#url = directLinkOf(written) ?? written
    this.#linkWarnings = this.#url === written ? [] : [warn('link-rewritten')]
    this.#plan = planCall(task, values, settings, day)
    this.#cutting = job.plan === null ? null : (JSON.parse(job.plan) as CuttingPlan)
    this.mayHaveGaps = values.onGap === 'mark'
    this.carriesContext = values.carryContext === true
    this.needsFirst = this.#plan.need.speakers
  }

  async open(job: Job, from: SplitCursor | null, first: HeardText | null): Promise<OpenedAudio> {
    this.#voices = new Voices(first && (first.voices ?? []))
    const { settings, deadline, reader } = this.#tools
    const source = await openSource(this.#url, { policy: settings, headersFor: reader }, deadline)
    deadline.enter('transcribing')
    const sourceBytes = source.kind === 'whole' ? source.file.byteLength : source.audio.byteLength
    try {
      if (job.sourceBytes !== null && sourceBytes !== null && job.sourceBytes !== sourceBytes) throw new ServiceError('job-source-changed', { before: job.sourceBytes, now: sourceBytes })
      const audio = await this.#lookInto(source)
      const cutting = this.#cutting ?? (await this.#decide(source, audio))
      this.#cutting = cutting
      const lanes = new Lanes(cutting.lanes)
      this.#sender = openSender(this.#hearing, cutting.timesFromPieces, lanes)
      const seconds = audio?.facts.durationSeconds ?? null
      const wish = cutting.wish && { ...cutting.wish, ...(from && { from }) }
      const pieces = wish && audio ? audio.split(wish, deadline.signal) : wholeFile(fileOf(source), seconds)
      return { facts: { audioMs: millisecondsOf(seconds), sourceBytes, plan: JSON.stringify(cutting) }, lanes, pieces, close: () => closeAll(source, audio) }
    } catch (error) {
      closeAll(source, null)
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
      throw error
    }
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

  async #decide(source: Source, audio: OpenAudio | null): Promise<CuttingPlan> {
    const { request: { values }, settings, deadline } = this.#tools
    const remainingSeconds = deadline.remainingMs / 1000
    const plan = audio && planPieces(
      { durationSeconds: audio.facts.durationSeconds, byteLength: source.kind === 'whole' ? source.file.byteLength : source.audio.byteLength },
      { model: modelOf(this.#plan.request.modelId), need: this.#plan.need, splitForSpeed: settings.splitForSpeed, carryContext: this.carriesContext, leastSeconds: leastPieceSeconds, remainingSeconds: remainingSeconds * pieceShare },
    )
    const mostSeconds = Math.max(leastPieceSeconds, Math.min(maxPieceSeconds, (remainingSeconds * pieceShare - requestSeconds) / requestSecondsPerAudioSecond))
    const copy = values.saveSource && source.kind === 'whole' ? await keepCopy(source.file, this.#url, settings.audioFolder, deadline) : null
    return {
      wish: plan ? { ...plan.wish, maxSeconds: Math.min(plan.wish.maxSeconds, mostSeconds) } : null,
      lanes: plan?.lanes ?? 1, timesFromPieces: plan?.timesFromPieces ?? false, savedSource: copy?.savedSource ?? null,
    }
  }
}

const fileOf = (source: Source): AudioFile => {
  if (source.kind === 'whole') return source.file
  throw new Error('Long audio is always cut')
}

const closeAll = (source: Source, audio: OpenAudio | null): void => {
  audio?.close()
  if (source.kind === 'long') source.audio.close()
}
