import { operation, type Parameter } from './define'
import { maxPromptCharacters } from './limits'

/** Parameters are positions: new ones go last, and a released one never changes name or place. */

const audioFileUrl = {
  name: 'audioFileUrl', label: 'Audio file URL', type: 'string', required: true, example: 'https://example.com/talk.mp3',
  description: 'Address of the audio: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, up to 25 MB.',
} as const satisfies Parameter

const model = {
  name: 'model', label: 'Model', type: 'string', example: 'whisper-1',
  description: 'Audio model. Without it the one of the configuration is used, else whisper-1.',
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
  name: 'responseFormat', label: 'Answer as', type: 'string', options: ['json', 'text'], default: 'json', example: 'json',
  description: 'Form of the answer, in any letter case: json (an object with text) or text (a string).',
} as const satisfies Parameter

const temperature = {
  name: 'temperature', label: 'Temperature', type: 'number', min: 0, max: 1, example: 0,
  description: 'Randomness from 0 to 1. With 0 the model decides by itself when to be freer.',
} as const satisfies Parameter

const saveSource = {
  name: 'saveSource', label: 'Save a copy', type: 'boolean', default: false, example: false,
  description: 'Whether a copy of the source file is kept in the audio folder of the app file storage.',
} as const satisfies Parameter

export const transcription = operation({
  service: 'OpenAIAudioTranscription',
  serviceDescription: 'Turns speech into text in the language that was spoken.',
  method: 'requestTranscription',
  route: '/transcribe',
  task: 'transcribe',
  description: 'Answers the text of the speech in an audio file.',
  parameters: [audioFileUrl, model, prompt, language, responseFormat, temperature, saveSource],
})

export const translation = operation({
  service: 'OpenAIAudioTranslation',
  serviceDescription: 'Turns speech in any language into English text.',
  method: 'requestTranslation',
  route: '/translate',
  task: 'translate',
  description: 'Answers English text for speech in any language.',
  parameters: [audioFileUrl, model, prompt, responseFormat, temperature, saveSource],
})

export const operations = [transcription, translation] as const
