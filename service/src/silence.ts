import { warn, type Warning } from '../../contract'
import type { Segment, Signs, Transcript } from './transcript'

/** Thresholds of the open whisper code: above or below them a phrase is more likely noise than speech. */
const noSpeechProbability = 0.6
const averageLogProbability = -0.4
const compressionRatio = 2.4

/** What whisper models are known to write when nobody speaks; a person may say it too, so it proves nothing alone. */
const stockPhrases = [
  'thank you', 'thanks', 'thank you very much', 'thanks for watching', 'thank you for watching', 'thank you so much for watching', 'please subscribe', 'like and subscribe', 'see you next time',
  'see you in the next video', 'bye', 'bye bye', 'you', 'the end', 'subtitles by the amara org community', 'untertitel der amara org community', 'sous titres realises par la communaute d amara org',
  'subtitulos realizados por la comunidad de amara org', 'vielen dank', 'vielen dank furs zuschauen', 'gracias', 'merci', 'дякую', 'дякую за перегляд', 'продолжение следует', 'ご視聴ありがとうございました', '谢谢观看',
]

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

const soundsLikeNoise = ({ noSpeechProbability: noSpeech, averageLogProbability: certainty }: Signs): boolean =>
  noSpeech !== null && noSpeech > noSpeechProbability && (certainty === null || certainty < averageLogProbability)

const repeats = ({ compressionRatio: ratio }: Signs): boolean => ratio !== null && ratio > compressionRatio

/** What the model was told before it listened; keywords too go into the prompt of a model that has no field for them. */
export interface Told {
  readonly prompt?: string | undefined
  readonly keywords?: string | undefined
}

const isEcho = (said: string, { keywords = '', prompt = '' }: Told): boolean => said.includes(' ') && plain(`${keywords} ${prompt}`).includes(said)

const isStock = (text: string, told: Told): boolean => {
  const said = plain(text)
  return said === '' || stockPhrases.includes(said) || isEcho(said, told)
}

/** How many independent signs say that a phrase was invented: the model's doubt, repetition, a known phrase or an echo of the prompt. */
const signsAgainst = ({ text, signs }: Segment, told: Told): { noise: boolean; count: number } => {
  const noise = signs ? soundsLikeNoise(signs) : false
  return { noise, count: [noise, signs ? repeats(signs) : false, isStock(text, told)].filter(Boolean).length }
}

export interface Filtered {
  readonly transcript: Transcript
  readonly removed: readonly Segment[]
  readonly warnings: readonly Warning[]
}

/**
 * Empties a transcript only when the model doubted every phrase of the whole file and a second sign agrees for each.
 * Inside speech nothing is removed: a doctor may really have said "thank you". Doubtful phrases are marked.
 */
export const filterSilence = (transcript: Transcript, told: Told): Filtered => {
  const segments = transcript.segments
  if (!segments?.length) return { transcript, removed: [], warnings: [] }
  const judged = segments.map((segment) => signsAgainst(segment, told))
  if (judged.every(({ noise, count }) => noise && count > 1)) {
    return { transcript: { ...transcript, text: '', segments: [], words: transcript.words && [] }, removed: segments, warnings: [warn('silence-removed')] }
  }
  const doubtful = judged.map(({ noise, count }) => noise || count > 1)
  const count = doubtful.filter(Boolean).length
  if (count === 0) return { transcript, removed: [], warnings: [] }
  const marked = segments.map((segment, index) => (doubtful[index] ? { ...segment, doubtful: true as const } : segment))
  return { transcript: { ...transcript, segments: marked }, removed: [], warnings: [warn('segments-doubtful', { count })] }
}
