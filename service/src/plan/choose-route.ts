import { modelOf, type Operation } from '../../../contract'

/** How speech becomes the wished text: one request to an endpoint, or a transcript whose text is translated afterwards. */
export type Route = 'transcribe' | 'translate-audio' | 'transcribe-then-translate-text'

/** The audio endpoint answers English only, and only from the models that have it. */
export const chooseRoute = (task: Operation['task'], modelId: string, targetLanguage: string | undefined): Route => {
  if (task === 'transcribe') return 'transcribe'
  return targetLanguage === 'en' && modelOf(modelId).translates ? 'translate-audio' : 'transcribe-then-translate-text'
}
