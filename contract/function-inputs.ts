import { captionFormats, textLayouts } from './captions'
import type { Parameter } from './define'
import type { FunctionInput } from './function-shape'
import { maxKeywordsCharacters, maxTranscriptSeconds } from './limits'

/** The inputs of the functions that are not parameters of a service; each stands alone, so that a function carries only its own. */

export const transcriptInput = {
  name: 'transcript', label: 'Transcript', type: 'transcript', required: true,
  description: 'Answer of Audio: transcribe or Audio: translate, a verbose_json answer, the segments of the Audio Transcriber, or plain text.',
} as const satisfies FunctionInput

export const formatInput = {
  name: 'format', label: 'Format', type: 'string', options: captionFormats, default: 'srt', example: 'vtt',
  description: 'srt for video editors and players, vtt for web pages.',
} as const satisfies Parameter

export const layoutInput = {
  name: 'layout', label: 'Layout', type: 'string', options: textLayouts, default: 'plain', example: 'speakers',
  description: 'plain (the text as it is), speakers (a paragraph each time another person speaks) or times (a line for each phrase, with its time).',
} as const satisfies Parameter

export const wordsInput = {
  name: 'words', label: 'Words', type: 'string', required: true, normalize: 'keywords', maxCharacters: maxKeywordsCharacters, example: 'marketplace, drag and drop',
  description: 'Words or phrases to find, separated by commas or line breaks.',
} as const satisfies Parameter

export const wholeWordsInput = {
  name: 'wholeWords', label: 'Whole words only', type: 'boolean', default: true, example: false,
  description: 'Whether parts of words are left out, so that art does not find start.',
} as const satisfies Parameter

export const timeInput = {
  name: 'seconds', label: 'Time in seconds', type: 'number', required: true, min: 0, max: maxTranscriptSeconds, example: 12.5,
  description: 'Seconds from the start of the audio.',
} as const satisfies Parameter

export const lengthInput = {
  name: 'seconds', label: 'Length in seconds', type: 'number', min: 0, max: maxTranscriptSeconds, example: 90,
  description: 'Length of the audio, when there is no transcript or it does not tell its length.',
} as const satisfies Parameter

export const pricedModelInput = {
  name: 'model', label: 'Model', type: 'string', example: 'whisper-1',
  description: 'Audio model whose price counts. Without it the model of the transcript, else whisper-1 while it lives and then its successor.',
} as const satisfies Parameter

export const audioInput = {
  name: 'audio', label: 'Audio', type: 'audio', required: true,
  description: 'A File or Blob, which is uploaded; or a web address or a path of the file storage, which is used where it is.',
} as const satisfies FunctionInput

export const folderInput = {
  name: 'folder', label: 'Upload folder', type: 'string', default: 'audio', example: 'audio',
  description: 'Folder of the app file storage for the upload; the role of the user needs the right to write there, and to delete.',
} as const satisfies Parameter

export const keepUploadInput = {
  name: 'keepUpload', label: 'Keep the upload', type: 'boolean', default: false, example: true,
  description: 'Whether the uploaded file stays; otherwise it is removed after the call, also when the call fails.',
} as const satisfies Parameter

export const jobInput = {
  name: 'job', label: 'Job', type: 'job', required: true,
  description: 'What Audio: start long transcription gave back, or its jobId.',
} as const satisfies FunctionInput

export const includeInput = {
  name: 'include', label: 'Answer with', type: 'string', options: ['state', 'result', 'partial'], default: 'result', example: 'partial',
  description: 'result (also the result, once it is there), partial (also the text so far) or state (neither of them).',
} as const satisfies Parameter

export const reasonInput = {
  name: 'reason', label: 'Reason', type: 'string', maxCharacters: 200, example: 'Not needed any more',
  description: 'Why, for whoever asks for the job afterwards.',
} as const satisfies Parameter

export const maxMinutesInput = {
  name: 'maxMinutes', label: 'Wait at most minutes', type: 'number', min: 0, max: 1440, default: 60, example: 30,
  description: 'When this is over the block fails with error 41405; the job goes on and can be asked for again. Logic in Cloud Code ends with its own time limit.',
} as const satisfies Parameter
