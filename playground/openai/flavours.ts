import type { Container } from '../../contract'
import type { Endpoint, FlavourName } from './protocol'
import type { AnswerFormat } from './write-answer'

/** A server that says it is OpenAI-compatible, by what sets it apart. Sources: the servers' code and the threads of their users. */
export interface Flavour {
  readonly name: FlavourName
  /** In front of /audio/transcriptions. */
  readonly basePath: string
  readonly endpoints: readonly Endpoint[]
  readonly key: 'bearer' | 'api-key' | 'none'
  /** Query parameter without which nothing is found. */
  readonly neededQuery: string | null
  readonly maxRequestBytes: number
  readonly formats: readonly AnswerFormat[]
  /** What a format outside the list gets. */
  readonly otherFormats: 'refused' | 'json'
  readonly containers: readonly Container[]
  /** Ids that are known; null = the field is ignored. */
  readonly models: readonly string[] | null
  /** Ids that cannot translate. */
  readonly untranslating: readonly string[]
  readonly refusedStatus: 400 | 422 | 500
  readonly errorShape: 'object' | 'string' | 'detail' | 'coded' | 'numbered'
  readonly textType: string
  readonly words: 'own list' | 'own list with text' | 'in segments'
  readonly srtLead: string
  /** Language of a request that names none: the speech's own, or English whatever is spoken. */
  readonly silentLanguage: 'detected' | 'english'
}

const megabyte = 1024 * 1024
const every: readonly Container[] = ['flac', 'mp3', 'mp4', 'ogg', 'wav', 'webm']
const both: readonly Endpoint[] = ['transcriptions', 'translations', 'models']

const usual: Omit<Flavour, 'name' | 'formats'> = {
  basePath: '/v1', endpoints: both, key: 'bearer', neededQuery: null, maxRequestBytes: 25 * megabyte, otherFormats: 'refused', containers: every, models: null, untranslating: [],
  refusedStatus: 400, errorShape: 'object', textType: 'text/plain; charset=utf-8', words: 'own list', srtLead: '', silentLanguage: 'detected',
}

export const flavours: readonly Flavour[] = [
  { ...usual, name: 'groq', basePath: '/openai/v1', formats: ['json', 'text', 'verbose_json'], models: ['whisper-large-v3', 'whisper-large-v3-turbo'], untranslating: ['whisper-large-v3-turbo'] },
  { ...usual, name: 'azure', basePath: '/openai/deployments/whisper', key: 'api-key', neededQuery: 'api-version', endpoints: ['transcriptions', 'translations'], formats: ['json', 'text', 'srt', 'verbose_json', 'vtt'], errorShape: 'coded' },
  { ...usual, name: 'whisper.cpp', key: 'none', endpoints: ['transcriptions'], maxRequestBytes: 100 * megabyte, formats: ['json', 'text', 'srt', 'verbose_json', 'vtt'], otherFormats: 'json', containers: ['flac', 'mp3', 'ogg', 'wav'], errorShape: 'string', textType: 'text/html; charset=utf-8', words: 'in segments', silentLanguage: 'english' },
  { ...usual, name: 'speaches', key: 'none', maxRequestBytes: 100 * megabyte, formats: ['json', 'text', 'srt', 'verbose_json', 'vtt'], models: ['Systran/faster-whisper-small'], refusedStatus: 422, errorShape: 'detail' },
  { ...usual, name: 'localai', endpoints: ['transcriptions', 'models'], maxRequestBytes: 15 * megabyte, formats: ['json', 'text', 'srt', 'verbose_json', 'vtt'], otherFormats: 'json', refusedStatus: 500, errorShape: 'numbered', words: 'own list with text', srtLead: '\n\n' },
  { ...usual, name: 'vllm', formats: ['json', 'text', 'verbose_json'], containers: ['flac', 'mp3', 'ogg', 'wav'], models: ['openai/whisper-large-v3'], errorShape: 'numbered' },
]
