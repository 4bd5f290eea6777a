import { maxRequestBytes } from '../../contract'
import type { Traits } from './engine'

/** What the service says when it refuses: status and body as seen in the wild. Tests compare with these very bodies. */
export interface Refusal {
  readonly status: number
  readonly message: string
  readonly type: string
  readonly param: string | null
  readonly code: string | null
  /** Audio refusals carry an empty usage beside the error. */
  readonly audio?: boolean
}

const invalid = (status: number, message: string, param: string | null = null, code: string | null = null, audio = false): Refusal =>
  ({ status, message, type: 'invalid_request_error', param, code, audio })

/** Shows the beginning and the end of a key, as the real message does. */
const mask = (key: string): string => (key.length <= 12 ? '*'.repeat(key.length) : `${key.slice(0, 8)}${'*'.repeat(Math.max(1, Math.min(20, key.length - 12)))}${key.slice(-4)}`)

export const supportedExtensions = ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm'] as const

const quoted = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ')

export const refuse = {
  noKey: () => invalid(401, "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)."),
  wrongKey: (key: string) => invalid(401, `Incorrect API key provided: ${mask(key)}. You can find your API key at https://platform.openai.com/account/api-keys.`, null, 'invalid_api_key'),
  missingScope: (scope: string) => invalid(403, `You have insufficient permissions for this operation. Missing scopes: ${scope}. Check that you have the correct role in your organization and project, and if you're using a restricted API key, that it has the necessary scopes.`),
  unknownUrl: (method: string, path: string) => invalid(404, `Invalid URL (${method} ${path})`),
  notMultipart: (contentType: string) => invalid(400, `Invalid Content-Type header (${contentType}), expected multipart/form-data.`),
  badMultipart: () => invalid(400, 'Could not parse multipart form'),
  badJson: () => invalid(400, 'We could not parse the JSON body of your request.'),
  tooBig: (limit: number, read: number): Refusal => ({ status: 413, message: `413: Maximum content size limit (${limit}) exceeded (${read} bytes read)`, type: 'server_error', param: null, code: null }),
  noModel: () => invalid(400, 'you must provide a model parameter'),
  unknownModel: (model: string) => invalid(404, `The model \`${model}\` does not exist or you do not have access to it.`, null, 'model_not_found'),
  retiredModel: (model: string) => invalid(404, `The model \`${model}\` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations`, null, 'model_not_found'),
  noFile: () => invalid(400, "[{'type': 'missing', 'loc': ('body', 'file'), 'msg': 'Field required', 'input': None}]", 'file'),
  formatUnknown: (format: string, formats: readonly string[]) => invalid(400, `Invalid value: '${format}'. Supported values are: ${quoted(formats)}.`, 'response_format', 'invalid_value'),
  formatNotForModel: (format: string, internalModel: string, formats: readonly string[]) =>
    invalid(400, `response_format '${format}' is not compatible with model '${internalModel}'. Use ${formats.map((each) => `'${each}'`).join(' or ')} instead.`, 'response_format', 'unsupported_value'),
  temperature: (value: string) => invalid(400, `Invalid value for 'temperature': ${value}. Expected a number between 0 and 1.`, 'temperature', 'invalid_value'),
  languageForm: (value: string) => invalid(400, `Invalid language '${value}'. Language parameter must be specified in ISO-639-1 format.`, 'language', 'invalid_language_format'),
  languageUnsupported: (value: string) => invalid(400, `Language '${value}' is not supported.`, 'language', 'unsupported_language'),
  languagesForm: () => invalid(400, 'Invalid request.', null, 'invalid_value'),
  bothLanguages: () => invalid(400, "You may provide either 'language' or 'languages', not both.", null, 'invalid_value'),
  keywordsForm: () => invalid(400, "Invalid value for 'keywords': each keyword must be a single line without '<' or '>'.", 'keywords', 'invalid_value'),
  granularity: (value: string) => invalid(400, `Invalid value: '${value}'. Supported values are: 'word', 'segment'.`, 'timestamp_granularities', 'invalid_value'),
  granularityFormat: () => invalid(400, "'timestamp_granularities' is only supported with response_format 'verbose_json'.", 'timestamp_granularities', 'unsupported_value'),
  logprobs: () => invalid(400, "'include' with 'logprobs' is not supported with this model and response_format.", 'include', 'unsupported_value'),
  promptForDiarize: (model: string) => invalid(400, `'prompt' is not supported with model '${model}'.`, 'prompt', 'unsupported_parameter'),
  chunkingForm: () => invalid(400, "Invalid value for 'chunking_strategy'.", 'chunking_strategy', 'invalid_value'),
  chunkingForDiarize: () => invalid(400, 'chunking_strategy is required for diarization models when the audio is longer than 30 seconds.', 'chunking_strategy', 'missing_required_parameter'),
  speakerReference: (index: number) => invalid(400, `'known_speaker_references[${index}]' must be a data URL of 2 to 10 seconds of speech.`, 'known_speaker_references', 'invalid_value'),
  speakerPairs: () => invalid(400, "'known_speaker_names' and 'known_speaker_references' must have the same length, at most 4.", 'known_speaker_names', 'invalid_value'),
  extension: () => invalid(400, `Invalid file format. Supported formats: [${quoted(supportedExtensions)}]`, null, null, true),
  container: () => invalid(400, 'This model does not support the format you provided.', 'messages', 'unsupported_format', true),
  undecodable: () => invalid(400, 'The audio file could not be decoded or its format is not supported.', 'file', null, true),
  corrupted: () => invalid(400, 'Audio file might be corrupted or unsupported', 'file', null, true),
  tooShort: (gpt4o: boolean) => invalid(400, 'Audio file is too short. Minimum audio length is 0.1 seconds.', gpt4o ? null : 'file', gpt4o ? 'invalid_value' : 'audio_too_short', true),
  tooLong: (seconds: number, limit: number) => invalid(400, `audio duration ${seconds} seconds is longer than ${limit} seconds which is the maximum for this model`, null, 'invalid_value', true),
  noMessages: () => invalid(400, "Missing required parameter: 'messages'.", 'messages', 'missing_required_parameter'),
  badMessages: () => invalid(400, "Invalid type for 'messages': expected an array of objects with 'role' and 'content'.", 'messages', 'invalid_type'),
  notChatModel: (model: string) => invalid(404, `This is not a chat model and thus not supported in the v1/chat/completions endpoint. Model: ${model}`, 'model'),
  chatParameter: (name: string, message: string) => invalid(400, message, name, 'unsupported_value'),
  rateLimit: (model: string, wait: string): Refusal => ({ status: 429, message: `Rate limit reached for ${model} in organization org-stand-in on requests per min (RPM): Limit 50, Used 50, Requested 1. Please try again in ${wait}.`, type: 'requests', param: null, code: 'rate_limit_exceeded' }),
  noMoney: (code: string): Refusal => ({ status: 429, message: 'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.', type: 'insufficient_quota', param: null, code }),
  server: (status: number): Refusal => status === 503
    ? { status, message: 'The engine is currently overloaded, please try again later.', type: 'server_error', param: null, code: 'server_is_overloaded' }
    : { status, message: 'The server had an error while processing your request. Sorry about that!', type: 'server_error', param: null, code: null },
} as const

/** The body of a refusal as it goes over the wire. */
export const refusalBody = ({ message, type, param, code, audio }: Refusal): Record<string, unknown> => ({
  error: { message, type, param, code },
  ...(audio ? { usage: { type: 'duration', seconds: 0 } } : {}),
})

/** Addresses, limit and key of OpenAI itself. */
export const openAiTraits: Traits = { basePath: '/v1', maxRequestBytes, keyHeader: 'authorization' }
