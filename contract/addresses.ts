/** Where each task is done. Apart from the operations, so that a caller in a page carries only names. */
export const addresses = {
  transcribe: { service: 'OpenAIAudioTranscription', method: 'requestTranscription', route: '/transcribe', startMethod: 'startTranscription' },
  translate: { service: 'OpenAIAudioTranslation', method: 'requestTranslation', route: '/translate', startMethod: 'startTranslation' },
} as const
