import { modelOf, type Model } from '../../../contract'
import type { OpenAudio } from '../audio/split/types'
import { ServiceError } from '../errors'
import { isWorthALook, planPieces, type PieceNeed } from '../plan/plan-pieces'
import type { AudioFile } from '../source/body'
import type { Source } from '../source/download'
import { openAudio, sourceOf } from './open-audio'
import { hearPieces, hearWhole, type HeardAudio, type Hearing } from './hear'

const pieceNeedOf = ({ need, values, settings, deadline }: Hearing, model: Model): PieceNeed =>
  ({ model, need, splitForSpeed: settings.splitForSpeed, carryContext: values.carryContext === true, remainingSeconds: deadline.remainingMs / 1000 })

const withOpen = async <T>(audio: OpenAudio, use: (audio: OpenAudio) => Promise<T>): Promise<T> => {
  try {
    return await use(audio)
  } finally {
    audio.close()
  }
}

/** A file that nobody can look into may still be understood by the transcription service, as long as it need not be cut. */
const lookInto = async (file: AudioFile, mustBeCut: boolean, signal: AbortSignal): Promise<OpenAudio | null> => {
  try {
    return await openAudio(sourceOf(file), signal)
  } catch (error) {
    if (mustBeCut || !(error instanceof ServiceError)) throw error
    return null
  }
}

const hearFile = async (file: AudioFile, hearing: Hearing): Promise<HeardAudio> => {
  const model = modelOf(hearing.plan.request.modelId)
  const need = pieceNeedOf(hearing, model)
  if (!isWorthALook(file.byteLength, need)) return hearWhole(file, hearing)
  const open = await lookInto(file, need.need.segments && !model.segments, hearing.deadline.signal)
  if (open === null) return hearWhole(file, hearing)
  return withOpen(open, (audio) => {
    const pieces = planPieces({ durationSeconds: audio.facts.durationSeconds, byteLength: file.byteLength }, need)
    return pieces ? hearPieces(audio, pieces, hearing) : hearWhole(file, hearing)
  })
}

/** Hears audio as a whole where that is possible, else in pieces. */
export const hearSource = async (source: Source, hearing: Hearing): Promise<HeardAudio> => {
  if (source.kind === 'whole') return hearFile(source.file, hearing)
  return withOpen(await openAudio(source.audio, hearing.deadline.signal), (audio) => {
    const pieces = planPieces({ durationSeconds: audio.facts.durationSeconds, byteLength: null }, pieceNeedOf(hearing, modelOf(hearing.plan.request.modelId)))
    if (pieces === null) throw new Error('Long audio is always cut')
    return hearPieces(audio, pieces, hearing)
  })
}
