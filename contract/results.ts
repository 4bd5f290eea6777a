import type { ResultField } from './define'

/** The object that json answers; `text` answers its first field alone, as a string. */
export const answerFields: readonly ResultField[] = [
  { name: 'text', type: 'String', description: 'The transcript, or the English text.' },
  { name: 'language', type: 'String', optional: true, description: 'Language of the speech as ISO-639-1 code; null when unknown.' },
  { name: 'durationSeconds', type: 'Number', optional: true, description: 'Length of the audio in seconds; null when unknown.' },
  { name: 'model', type: 'String', description: 'Model that made the text.' },
  { name: 'requestedModel', type: 'String', description: 'Model that was asked for: by the call, the configuration or the default.' },
  { name: 'usage', type: 'Object', optional: true, description: 'What the transcription service counted: type (duration or tokens) and its numbers; null when it told nothing.' },
  { name: 'warnings', type: 'Array', description: 'Things worth knowing that did not stop the call, each with code and message.' },
  { name: 'savedSource', type: 'String', optional: true, description: 'Path of the saved copy in the app file storage; null when none was saved.' },
]

/** Warnings in an answer: the call succeeded, but not quite as asked. */
export const warnings = {
  sourceNotSaved: 'source-not-saved',
} as const
