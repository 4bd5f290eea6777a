import { addresses } from './addresses'
import { operation, type Parameter } from './define'
import { gapChoices, longAudioChoices, responseFormats, timestampLevels } from './formats'
import { maxKeywordsCharacters, maxModelCharacters, maxPromptCharacters } from './limits'

/** Parameters are positions: new ones go last, and a released one never changes name or place. */

const audioFileUrl = {
  name: 'audioFileUrl', label: 'Audio file URL', type: 'string', required: true, example: 'https://example.com/talk.mp3',
  description: 'Address of the audio: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, of any length up to 2 GB; what is larger than one request is sent in parts.',
} as const satisfies Parameter

const model = {
  name: 'model', label: 'Model', type: 'string', maxCharacters: maxModelCharacters, example: 'whisper-1',
  description: 'Audio model. Without it the one of the configuration is used, else whisper-1 while it lives and then its successor.',
} as const satisfies Parameter

const prompt = {
  name: 'prompt', label: 'Prompt', type: 'string', maxCharacters: maxPromptCharacters, example: 'A talk about Backendless and Codeless.',
  description: 'Text that guides spelling and style, or continues earlier audio; in English for translation, else in the language of the audio.',
} as const satisfies Parameter

const language = {
  name: 'language', label: 'Spoken language', type: 'string', normalize: 'language', example: 'en',
  description: 'Language of the speech as ISO-639-1 code, which improves accuracy. Without it the model detects the language.',
} as const satisfies Parameter

const responseFormat = {
  name: 'responseFormat', label: 'Answer as', type: 'string', options: responseFormats, default: 'json', example: 'json',
  description: 'Form of the answer, in any letter case: json (an object with text), text, srt or vtt captions (strings), verbose_json (an object with segments and times) or diarized_json (segments with speakers).',
} as const satisfies Parameter

const temperature = {
  name: 'temperature', label: 'Temperature', type: 'number', min: 0, max: 1, example: 0,
  description: 'Randomness from 0 to 1. With 0 the model decides by itself when to be freer.',
} as const satisfies Parameter

const saveSource = {
  name: 'saveSource', label: 'Save a copy', type: 'boolean', default: false, example: false,
  description: 'Whether a copy of the source file is kept in the audio folder of the app file storage.',
} as const satisfies Parameter

const timestamps = {
  name: 'timestamps', label: 'Times for', type: 'string', options: timestampLevels, example: 'word',
  description: 'Adds times to an object answer: segment (phrases) or word (phrases and every word).',
} as const satisfies Parameter

const keywords = {
  name: 'keywords', label: 'Keywords', type: 'string', normalize: 'keywords', maxCharacters: maxKeywordsCharacters, example: 'Backendless, Codeless, Kovalenko',
  description: 'Names and terms to spell right, separated by commas or line breaks; about ten help more than seventy.',
} as const satisfies Parameter

const speakers = {
  name: 'speakers', label: 'Tell speakers apart', type: 'boolean', default: false, example: true,
  description: 'Whether segments name who speaks (A, B, C).',
} as const satisfies Parameter

const silenceFilter = {
  name: 'silenceFilter', label: 'Drop text invented on silence', type: 'boolean', default: true, example: true,
  description: 'Whether the text is emptied when all signs agree that nobody spoke; what was dropped is answered in removed.',
} as const satisfies Parameter

const sourceLanguage = {
  name: 'sourceLanguage', label: 'Spoken language', type: 'string', normalize: 'language', example: 'de',
  description: 'Language of the speech as ISO-639-1 code. Without it the model detects the language.',
} as const satisfies Parameter

const targetLanguage = {
  name: 'targetLanguage', label: 'Translate to', type: 'string', normalize: 'language', default: 'en', example: 'es',
  description: 'Language of the answer as ISO-639-1 code.',
} as const satisfies Parameter

const longAudio = {
  name: 'longAudio', label: 'When too long for one call', type: 'string', options: longAudioChoices, default: 'error', example: 'error',
  description: 'What happens with audio that cannot be transcribed within the time of the call: error (a clear error that names the way) or job (it goes on as a job, and the answer holds its jobId).',
} as const satisfies Parameter

const onGap = {
  name: 'onGap', label: 'When a part fails', type: 'string', options: gapChoices, default: 'mark', example: 'mark',
  description: 'What happens when a part of long audio cannot be transcribed: mark (the rest is answered, with a mark and a warning) or error.',
} as const satisfies Parameter

const carryContext = {
  name: 'carryContext', label: 'Tell each part what was said before', type: 'boolean', default: false, example: true,
  description: 'Whether each part of long audio is sent with the last words of the part before, one after another: better spelling of names, but slower, and a mistake can spread.',
} as const satisfies Parameter

export const transcription = operation({
  ...addresses.transcribe,
  serviceDescription: 'Turns speech into text in the language that was spoken.',
  task: 'transcribe',
  description: 'Answers the text of the speech in an audio file.',
  parameters: [audioFileUrl, model, prompt, language, responseFormat, temperature, saveSource, timestamps, keywords, speakers, silenceFilter, longAudio, onGap, carryContext],
})

export const translation = operation({
  ...addresses.translate,
  serviceDescription: 'Turns speech in any language into English text, or into text of another language.',
  task: 'translate',
  description: 'Answers the text of the speech in an audio file in English, or in another language.',
  parameters: [audioFileUrl, model, prompt, responseFormat, temperature, saveSource, sourceLanguage, targetLanguage, timestamps, keywords, silenceFilter, longAudio, onGap],
})

export const operations = [transcription, translation] as const
