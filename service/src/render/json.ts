import type { Warning } from '../../../contract'
import type { Segment, Transcript } from '../transcript'

/** Facts of the call that the answer reports beside the transcript. */
export interface AnswerFacts {
  readonly model: string
  readonly requestedModel: string
  readonly cost: number | null
  readonly warnings: readonly Warning[]
  readonly removed: readonly Segment[]
  readonly savedSource: string | null
}

const plainSegment = ({ start, end, text, speaker, sourceText, doubtful }: Segment): Record<string, unknown> => ({
  start, end, text, ...(speaker === undefined ? {} : { speaker }), ...(sourceText === undefined ? {} : { sourceText }), ...(doubtful ? { doubtful } : {}),
})

/** The object that json answers: text first, since callers of the first plugins read only that. */
export const renderJson = (transcript: Transcript, facts: AnswerFacts): Record<string, unknown> => ({
  text: transcript.text,
  language: transcript.language,
  durationSeconds: transcript.durationSeconds,
  model: facts.model,
  requestedModel: facts.requestedModel,
  usage: transcript.usage,
  cost: facts.cost,
  warnings: facts.warnings,
  removed: facts.removed.map(plainSegment),
  savedSource: facts.savedSource,
  ...(transcript.sourceText === undefined ? {} : { sourceText: transcript.sourceText }),
  ...(transcript.segments ? { segments: transcript.segments.map(plainSegment) } : {}),
  ...(transcript.words ? { words: transcript.words } : {}),
})

const verboseSegment = (segment: Segment, index: number): Record<string, unknown> => ({
  id: index, ...plainSegment(segment),
  avg_logprob: segment.signs?.averageLogProbability ?? null, compression_ratio: segment.signs?.compressionRatio ?? null, no_speech_prob: segment.signs?.noSpeechProbability ?? null,
})

/** OpenAI's verbose_json with our fields beside it: the same shape whichever model made it. */
export const renderVerboseJson = (transcript: Transcript, facts: AnswerFacts, task: string): Record<string, unknown> => ({
  ...renderJson(transcript, facts),
  task,
  duration: transcript.durationSeconds,
  segments: (transcript.segments ?? []).map(verboseSegment),
})

/** OpenAI's diarized_json with our fields beside it. Its speaker is a text in every segment: an empty one where nobody is known to speak, as in a gap. */
export const renderDiarizedJson = (transcript: Transcript, facts: AnswerFacts, task: string): Record<string, unknown> => ({
  ...renderJson(transcript, facts),
  task,
  duration: transcript.durationSeconds,
  segments: (transcript.segments ?? []).map((segment, index) => ({
    type: 'transcript.text.segment', id: `seg_${String(index + 1).padStart(3, '0')}`, speaker: '', ...plainSegment(segment),
  })),
})
