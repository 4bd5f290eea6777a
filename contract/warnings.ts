/** Warnings in an answer: the call succeeded, but not quite as asked. `{name}` is filled from the values of the occurrence. */
export const warnings = {
  'source-not-saved': 'The copy of the source could not be saved in the folder {folder}.',
  'model-retired': 'The model {model} was switched off; {successor} was used instead.',
  'model-replaced': 'The configured model {model} cannot answer this; {successor} was used instead.',
  'endpoint-retired': 'The translation endpoint is not offered any more: the speech was transcribed and its text translated by {model}.',
  'wish-not-met': 'No model at hand gives {wish}: the answer of {model} holds none.',
  'parameter-ignored': 'The model {model} ignores {name}.',
  'language-hint-dropped': 'The model {model} does not accept the language {language}; it was detected instead.',
  'format-refused': 'The server refused {format}; the answer holds no times.',
  'silence-removed': 'Nobody seems to speak in this audio. The text that was dropped is in removed.',
  'segments-doubtful': 'Phrases that may be invented: {count}. They are marked doubtful and were kept.',
  'translation-repaired': 'Some lines were translated one by one, because the text model merged or dropped lines.',
  'quota-not-counted': 'The minutes of this call could not be counted.',
  'times-estimated': 'The server answered no times; they were spread over the length of the audio.',
  'link-rewritten': 'The share link was replaced by its direct download address.',
  'piece-missing': 'The audio from {start} to {end} could not be transcribed; its place is marked in the text. {reason}',
  'audio-cut-off': 'The audio broke off after {end}; the text is that of what arrived.',
  'times-from-pieces': 'The model {model} tells no times: the audio was cut at its pauses, and the times are those of {count} pieces. Each piece is a request of its own.',
  'audio-in-pieces': 'The audio was sent in {count} pieces.',
  'upload-not-removed': 'The uploaded file could not be removed: {path}.',
} as const

export type WarningCode = keyof typeof warnings

export interface Warning {
  readonly code: WarningCode
  readonly message: string
}

/** A warning with its words filled in. */
export const warn = (code: WarningCode, values: Readonly<Record<string, string | number>> = {}): Warning => ({
  code, message: warnings[code].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')),
})
