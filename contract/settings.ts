import type { ConfigurationItem } from './define'
import { executionTimeoutSeconds } from './limits'

/**
 * The configuration form of both services, in the order in which the marketplace shows it.
 * The first three are those that the services have always had; every later one has a default that changes nothing.
 */
export const configurationItems = [
  { name: 'apiKey', displayName: 'OpenAI API key', type: 'STRING', required: true, secret: true, hint: 'Secret key of your OpenAI account. It stays on the server. A compatible server without keys accepts any word.', example: 'sk-...' },
  { name: 'audioModel', displayName: 'OpenAI audio model', type: 'STRING', required: false, defaultValue: '', hint: 'Model used when a call names none. Empty: whisper-1 while it lives, then its successor.', example: 'whisper-1' },
  { name: 'audioFolder', displayName: 'Audio folder', type: 'STRING', required: false, defaultValue: 'audio', hint: 'Folder of the app file storage for copies of the source (saveSource). Empty: audio.', example: 'audio' },
  { name: 'apiBaseUrl', displayName: 'API base URL', type: 'STRING', required: false, defaultValue: '', hint: 'Another OpenAI-compatible server. Empty: OpenAI.', example: 'https://api.openai.com/v1' },
  { name: 'timeLimitSeconds', displayName: 'Time limit in seconds', type: 'STRING', required: false, defaultValue: String(executionTimeoutSeconds), hint: 'Longest time that your plan gives one call. The call ends with a clear error 3 seconds before. Empty: 120.', example: '20' },
  { name: 'textModel', displayName: 'Text model', type: 'STRING', required: false, defaultValue: '', hint: 'Model that translates text: for other target languages than English, and for English once the audio endpoint ends. Empty: gpt-6-luna.', example: 'gpt-6-luna' },
  { name: 'allowedHosts', displayName: 'Allowed hosts', type: 'STRING', required: false, defaultValue: '', hint: 'Hosts that audio may come from, comma separated; a named host may be private. *.example.com allows its subdomains, * any public host. Empty: any public host.', example: 'files.example.com, *.example.org' },
  { name: 'signedInOnly', displayName: 'Signed-in users only', type: 'BOOL', required: false, defaultValue: 'false', hint: 'Whether only signed-in users may call the services. Guest accounts count as visitors: they are refused, too.', example: 'true' },
  { name: 'minutesPerUserPerDay', displayName: 'Minutes per user and day', type: 'STRING', required: false, defaultValue: '', hint: 'Most minutes of audio that one user may send in a day (UTC). Visitors who are not signed in, guest accounts among them, share one allowance. Empty: no limit.', example: '60' },
  { name: 'minutesPerAppPerDay', displayName: 'Minutes per app and day', type: 'STRING', required: false, defaultValue: '', hint: 'Most minutes of audio that the whole app may send in a day (UTC). Empty: no limit.', example: '600' },
  { name: 'keepResultsDays', displayName: 'Keep results for days', type: 'STRING', required: false, defaultValue: '', hint: 'Days after which a job for long audio and its result are removed. Empty: 7.', example: '30' },
  { name: 'splitForSpeed', displayName: 'Split for speed', type: 'BOOL', required: false, defaultValue: 'false', hint: 'Whether audio over 5 minutes is sent in parallel parts of 2 to 5 minutes: faster, with one request a part.', example: 'true' },
] as const satisfies readonly ConfigurationItem[]

export type ConfigurationName = (typeof configurationItems)[number]['name']
/** Values as CodeRunner hands them over: strings, booleans for BOOL, or nothing. */
export type Configuration = Readonly<Partial<Record<ConfigurationName, string | boolean | null>>>
