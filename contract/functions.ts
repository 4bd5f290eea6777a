import type { ResultField } from './define'
import {
  audioInput, folderInput, formatInput, includeInput, jobInput, keepUploadInput, layoutInput, lengthInput, maxMinutesInput, pricedModelInput, reasonInput, timeInput, transcriptInput, wholeWordsInput, wordsInput,
} from './function-inputs'
import type { FunctionDefinition, FunctionInput } from './function-shape'
import { jobFields, startedFields, startTranscription } from './jobs'
import { transcription, translation } from './operations'
import { answerFields } from './results'

const everywhere = { places: ['ui', 'cloud'], hasReturn: true, calls: [], uses: [] } as const

/** A block always asks for the whole answer; captions and texts are made of it by the other blocks. */
const inputsOf = ({ parameters }: typeof transcription | typeof translation): readonly FunctionInput[] => parameters.filter(({ name }) => name !== 'responseFormat')

const wholeAnswer = { type: 'transcript', description: 'The transcript: an object with text, and with segments when the model gave times.', fields: answerFields } as const

const transcribe: FunctionDefinition = {
  ...everywhere, key: 'transcribe', name: 'Audio: transcribe', label: 'Transcribe audio',
  description: 'Turns the speech in an audio file into text in the language that was spoken.',
  inputs: inputsOf(transcription), result: wholeAnswer, calls: [transcription],
}

const translate: FunctionDefinition = {
  ...everywhere, key: 'translate', name: 'Audio: translate', label: 'Translate audio',
  description: 'Turns the speech in an audio file into English text, or into text of another language.',
  inputs: inputsOf(translation), result: wholeAnswer, calls: [translation],
}

const captions: FunctionDefinition = {
  ...everywhere, key: 'captions', name: 'Audio: make captions (SRT/VTT)', label: 'Make captions',
  description: 'Makes captions of a transcript: readable lines, reading speed, no overlap. Nothing is called and nothing costs.',
  inputs: [transcriptInput, formatInput],
  result: { type: 'string', description: 'The content of a caption file.' },
}

const transcriptText: FunctionDefinition = {
  ...everywhere, key: 'transcriptText', name: 'Audio: transcript text', label: 'Transcript text',
  description: 'Gives the text of a transcript, plain or by speaker or with times.',
  inputs: [transcriptInput, layoutInput],
  result: { type: 'string', description: 'The text.' },
}

const foundFields: readonly ResultField[] = [
  { name: 'words', type: 'String', description: 'The words that were looked for.' },
  { name: 'start', type: 'Number', description: 'Second at which they begin.' },
  { name: 'end', type: 'Number', description: 'Second at which they end.' },
  { name: 'text', type: 'String', description: 'The phrase around them.' },
  { name: 'speaker', type: 'String', optional: true, description: 'Who says them; null when unknown.' },
  { name: 'exact', type: 'Boolean', description: 'Whether the times are those of the words themselves (Times for: word); otherwise they are those of the phrase.' },
]

const findWords: FunctionDefinition = {
  ...everywhere, key: 'findWords', name: 'Audio: find words', label: 'Find words',
  description: 'Finds every place of a transcript where words are said, with the time. Letter case, accents and punctuation do not matter.',
  inputs: [transcriptInput, wordsInput, wholeWordsInput],
  result: { type: 'list', description: 'The places in their order; an empty list when there are none.', fields: foundFields },
}

const textAtTime: FunctionDefinition = {
  ...everywhere, key: 'textAtTime', name: 'Audio: text at time', label: 'Text at time',
  description: 'Gives the phrase that is said at a second of the audio.',
  inputs: [transcriptInput, timeInput],
  result: { type: 'string', description: 'The phrase; an empty text when nobody speaks at that time.' },
}

const speakerFields: readonly ResultField[] = [
  { name: 'speaker', type: 'String', description: 'Name of the speaker in the transcript (A, B, C).' },
  { name: 'seconds', type: 'Number', description: 'How long this person speaks.' },
  { name: 'share', type: 'Number', description: 'Part of all speech, from 0 to 1.' },
  { name: 'turns', type: 'Number', description: 'How often this person begins to speak.' },
  { name: 'start', type: 'Number', description: 'Second of the first word.' },
  { name: 'text', type: 'String', description: 'Everything that this person says.' },
]

const speakers: FunctionDefinition = {
  ...everywhere, key: 'speakers', name: 'Audio: speakers', label: 'Speakers',
  description: 'Tells who speaks in a transcript, how long, how often and what.',
  inputs: [transcriptInput],
  result: { type: 'list', description: 'The speakers in the order in which they begin.', fields: speakerFields },
}

const cost: FunctionDefinition = {
  ...everywhere, key: 'cost', name: 'Audio: cost', label: 'Cost of audio',
  description: 'Tells what a transcript has cost, or what a recording will cost, in US dollars at the prices of OpenAI.',
  inputs: [{ ...transcriptInput, required: false, description: 'Transcript whose cost is wanted. Leave it empty to ask before the call.' }, lengthInput, pricedModelInput],
  result: { type: 'number', description: 'Estimated US dollars; null when no price is known, as for other servers than OpenAI.' },
}

const audioUrl: ResultField = { name: 'audioUrl', type: 'String', optional: true, description: 'Address of the audio; null when the upload was removed.' }

const uploadAndTranscribe: FunctionDefinition = {
  ...everywhere, key: 'uploadAndTranscribe', name: 'Audio: upload and transcribe', label: 'Upload and transcribe',
  description: 'Uploads audio under a name that nobody can guess, transcribes it, and removes the upload again.',
  inputs: [audioInput, folderInput, keepUploadInput, ...inputsOf(transcription).filter(({ name }) => name !== 'audioFileUrl' && name !== 'saveSource')],
  result: { type: 'transcript', description: 'The transcript, with audioUrl beside it.', fields: [...answerFields, audioUrl] },
  places: ['ui'], calls: [transcription], uses: ['transcribe'],
}

const startLong: FunctionDefinition = {
  ...everywhere, key: 'startLong', name: 'Audio: start long transcription', label: 'Start long transcription',
  description: 'Starts a transcription that goes on by itself, for recordings of minutes or hours. It gives back a job at once.',
  inputs: inputsOf(startTranscription), calls: [startTranscription],
  result: { type: 'object', description: 'The job: keep its jobId to ask for the result later.', fields: startedFields },
}

const jobResult = { type: 'object', description: 'The job: how far it is, and its result once that is there.', fields: jobFields } as const

const getJob: FunctionDefinition = {
  ...everywhere, key: 'getJob', name: 'Audio: get job', label: 'Get job',
  description: 'Tells how far a long transcription is, in percent of the audio, and its result once it is done.',
  inputs: [jobInput, includeInput], result: jobResult,
}

const waitForJob: FunctionDefinition = {
  ...everywhere, key: 'waitForJob', name: 'Audio: wait for job', label: 'Wait for job',
  description: 'Waits until a long transcription is done and gives its transcript; a job that fails or is cancelled becomes an error.',
  inputs: [jobInput, maxMinutesInput], result: wholeAnswer,
}

const cancelJob: FunctionDefinition = {
  ...everywhere, key: 'cancelJob', name: 'Audio: cancel job', label: 'Cancel job',
  description: 'Ends a long transcription that is not needed any more. What was transcribed so far can still be read with Audio: get job.',
  inputs: [jobInput, reasonInput], result: jobResult,
}

/** Every function that is built, in the order of the toolbox; what is not built is not published. */
export const functions: readonly FunctionDefinition[] = [transcribe, translate, uploadAndTranscribe, startLong, getJob, waitForJob, cancelJob, captions, transcriptText, findWords, textAtTime, speakers, cost]
