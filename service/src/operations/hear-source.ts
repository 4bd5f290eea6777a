import { minPieceSeconds, modelOf, type Model } from '../../../contract'
import { needsRepacking } from '../audio/needs-repacking'
import type { OpenAudio } from '../audio/split/types'
import { ServiceError } from '../errors'
import type * as Long from '../long'
import { successorForPieces } from '../openai/adapt'
import { isWorthALook, planPieces, type PieceNeed } from '../plan/plan-pieces'
import type { AudioFile } from '../source/body'
import type { Source } from '../source/download'
import { hearWhole, type HeardAudio, type Hearing } from './hear-whole'

const longAudio = (): Promise<typeof Long> => import('../long')

const pieceNeedOf = ({ need, values, settings, deadline }: Hearing, model: Model): PieceNeed =>
  ({ model, need, splitForSpeed: settings.splitForSpeed, carryContext: values.carryContext === true, leastSeconds: minPieceSeconds, remainingSeconds: deadline.remainingMs / 1000 })

const withOpen = async <T>(audio: OpenAudio, use: (audio: OpenAudio) => Promise<T>): Promise<T> => {
  try {
    return await use(audio)
  } finally {
    audio.close()
  }
}

/** A file that nobody can look into may still be understood by the transcription service, as long as it need not be cut. */
const lookInto = async (file: AudioFile, mustBeCut: boolean, signal: AbortSignal): Promise<OpenAudio | null> => {
  const { openAudio, sourceOf } = await longAudio()
  try {
    return await openAudio(sourceOf(file.pieces), signal)
  } catch (error) {
    if (mustBeCut || !(error instanceof ServiceError)) throw error
    return null
  }
}

/** A model that is gone, with a successor that tells no times: the same file again, in pieces. */
const hearWithSuccessor = async (file: AudioFile, hearing: Hearing, error: unknown): Promise<HeardAudio> => {
  const adapted = hearing.need.segments ? successorForPieces(hearing.plan.request, hearing.need, error) : null
  if (adapted === null) throw error
  const heard = await hearFile(file, { ...hearing, plan: { ...hearing.plan, request: adapted.request } })
  return { ...heard, warnings: [...adapted.warnings, ...heard.warnings] }
}

const hearFile = async (file: AudioFile, hearing: Hearing): Promise<HeardAudio> => {
  const model = modelOf(hearing.plan.request.modelId)
  const need = pieceNeedOf(hearing, model)
  const hearAsItIs = (): Promise<HeardAudio> => hearWhole(file, hearing).catch((error: unknown) => hearWithSuccessor(file, hearing, error))
  if (!isWorthALook(file.byteLength, need)) return hearAsItIs()
  const open = await lookInto(file, need.need.segments && !model.segments, hearing.deadline.signal)
  if (open === null) return hearAsItIs()
  const { hearPieces, lengthOf } = await longAudio()
  return withOpen(open, async (audio) => {
    const pieces = planPieces({ durationSeconds: audio.facts.durationSeconds ?? (await lengthOf(file, hearing.deadline.signal)), byteLength: file.byteLength }, need)
    return pieces ? hearPieces(audio, pieces, hearing) : hearAsItIs()
  })
}

/** The sound of what phones and recorders make is sent in a container that is taken everywhere. */
export const sendable = async (file: AudioFile, signal: AbortSignal): Promise<AudioFile> => (needsRepacking(file) ? (await longAudio()).repack(file, signal) : file)

/** Hears audio as a whole where that is possible, else in pieces. */
export const hearSource = async (source: Source, hearing: Hearing): Promise<HeardAudio> => {
  if (source.kind === 'whole') return hearFile(await sendable(source.file, hearing.deadline.signal), hearing)
  const { openAudio, hearPieces } = await longAudio()
  return withOpen(await openAudio(source.audio, hearing.deadline.signal), (audio) => {
    const pieces = planPieces({ durationSeconds: audio.facts.durationSeconds, byteLength: source.audio.byteLength }, pieceNeedOf(hearing, modelOf(hearing.plan.request.modelId)))
    if (pieces === null) throw new Error('Long audio is always cut')
    return hearPieces(audio, pieces, hearing)
  })
}
