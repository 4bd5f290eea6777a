/** The one shape between the transcription service and the answer: no model's wire format leaks past it. */
export interface Transcript {
  readonly text: string
  /** ISO-639-1 code; null when nobody told. */
  readonly language: string | null
  readonly durationSeconds: number | null
  /** Phrases in order; null when the model gives no times. */
  readonly segments: readonly Segment[] | null
  readonly words: readonly Word[] | null
  readonly usage: Readonly<Record<string, unknown>> | null
  /** Text in the spoken language, when `text` is a translation made from text. */
  readonly sourceText?: string
}

/** A phrase; times in seconds from the start of the audio. */
export interface Segment {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly speaker?: string
  readonly sourceText?: string
  /** Signs speak for invented text, but not enough to drop it. */
  readonly doubtful?: true
  readonly signs?: Signs
}

/** What whisper models tell about their own certainty. */
export interface Signs {
  readonly noSpeechProbability: number | null
  readonly averageLogProbability: number | null
  readonly compressionRatio: number | null
}

/** A word; times in seconds from the start of the audio. */
export interface Word {
  readonly start: number
  readonly end: number
  readonly word: string
}
