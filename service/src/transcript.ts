/** The one shape between the transcription service and the answer: no model's wire format leaks past it. */
export interface Transcript {
  readonly text: string
  /** ISO-639-1 code; null when nobody told. */
  readonly language: string | null
  readonly durationSeconds: number | null
  readonly usage: Readonly<Record<string, unknown>> | null
}

export interface Warning {
  readonly code: string
  readonly message: string
}
