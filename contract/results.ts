import type { ResultField } from './define'

/** The object that json answers. verbose_json and diarized_json answer the same with segments, and verbose_json the duration under OpenAI's own name. */
export const answerFields: readonly ResultField[] = [
  { name: 'text', type: 'String', description: 'The transcript, or the English text; who spoke stands in segments.' },
  { name: 'language', type: 'String', optional: true, description: 'Language of the speech as ISO-639-1 code; null when unknown.' },
  { name: 'durationSeconds', type: 'Number', optional: true, description: 'Length of the audio in seconds; null when unknown.' },
  { name: 'model', type: 'String', description: 'Model that made the text.' },
  { name: 'requestedModel', type: 'String', description: 'Model that was asked for: by the call, the configuration or the default.' },
  { name: 'usage', type: 'Object', optional: true, description: 'What the transcription service counted: type (duration or tokens) and its numbers; null when it told nothing.' },
  { name: 'cost', type: 'Number', optional: true, description: 'Estimated price in US dollars from the price table of the reference; null when no price is known.' },
  { name: 'warnings', type: 'Array', description: 'Things worth knowing that did not stop the call, each with code and message.' },
  { name: 'removed', type: 'Array', description: 'Segments that were dropped as invented on silence, each with start, end and text.' },
  { name: 'savedSource', type: 'String', optional: true, description: 'Path of the saved copy in the app file storage; null when none was saved.' },
  { name: 'segments', type: 'Array', optional: true, description: 'Phrases with start and end in seconds, text, and speaker, sourceText or doubtful where they apply; whenever the model gave times.' },
  { name: 'words', type: 'Array', optional: true, description: 'Words with start and end in seconds, when timestamps is word.' },
  { name: 'sourceText', type: 'String', optional: true, description: 'Text in the spoken language, when the translation was made from text.' },
  { name: 'duration', type: 'Number', optional: true, description: 'Same as durationSeconds, in verbose_json and diarized_json.' },
]

