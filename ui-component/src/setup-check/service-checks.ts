import { errorByNumber, hasEnded, modelOf } from '../../../contract'
import type { Failure } from '../failure'
import { bad, good, open, type Finding } from './finding'

/** How a call of a service ended. `isOwn` = the failure is one that our services report, so they are there. */
export type Called = { readonly answer: unknown } | { readonly failure: Failure; readonly isOwn: boolean }

const unseen = (why: string): Finding[] => [open('Key', why), open('Model', why)]

/** About the model alone: the server looked at the key before. */
const modelKeys: readonly string[] = ['model-unknown', 'configured-model-unknown', 'text-model-unknown']
/** The silence is too little for a text: whoever says so has let the key pass. */
const silenceKeys: readonly string[] = ['audio-too-short', 'source-has-no-sound', 'times-not-given']

const textIn = (answer: unknown, name: string): string => {
  const value = (answer as Readonly<Record<string, unknown>> | null | undefined)?.[name]
  return typeof value === 'string' ? value : ''
}

/** What the answer tells of the model: whether another one took over, and until when it lives. */
export const modelFinding = (answer: unknown, today: string): Finding => {
  const id = textIn(answer, 'model')
  const requested = textIn(answer, 'requestedModel')
  if (!id) return open('Model', 'The service did not tell its model.')
  if (requested && requested !== id && hasEnded(modelOf(requested), today)) return good('Model', `${requested} was switched off on ${modelOf(requested).endsOn}; ${id} is used instead.`)
  const { endsOn, successor } = modelOf(id)
  return good('Model', endsOn ? `${id} answers. It is offered until ${endsOn}; then ${successor ?? 'another model'} takes over by itself.` : `${id} answers and has no announced end.`)
}

/** What an error of our own services says about key and model. */
const ownFindings = ({ code, sentence, advice }: Failure): Finding[] => {
  const { key, number } = errorByNumber(code) ?? { key: '', number: code }
  if (silenceKeys.includes(key)) return [good('Key', 'The key was accepted.'), open('Model', 'No model was asked, since the test audio is silent.')]
  if (modelKeys.includes(key)) return [good('Key', 'The key was accepted.'), bad('Model', sentence, advice)]
  // Errors of the configuration and of the server that the key is for.
  const isAboutKey = number >= 41200 && number < 41400
  return isAboutKey ? [bad('Key', `${sentence} (${code})`, advice), open('Model', 'Not looked at without a key that works.')] : [open('Key', `${sentence} (${code})`, advice), open('Model', 'Not looked at.')]
}

/** Services, key and model, from how a call with silence ended. */
export const serviceFindings = (called: Called, service: string, today: string): Finding[] => {
  if ('answer' in called) return [good('Services', `${service} is found.`), good('Key', 'The key was accepted.'), modelFinding(called.answer, today)]
  const { failure, isOwn } = called
  if (!isOwn) return [bad('Services', `${failure.sentence} (${failure.code})`, failure.advice), ...unseen('Not looked at without the service.')]
  return [good('Services', `${service} is found.`), ...ownFindings(failure)]
}

/** The same when nothing could be uploaded: a call without audio tells only whether the service is there. */
export const emptyCallFindings = (called: Called, service: string, today: string): Finding[] => {
  const [services, ...rest] = serviceFindings(called, service, today)
  return 'failure' in called && !called.isOwn && services ? [services, ...rest] : [good('Services', `${service} is found.`), ...unseen('Not looked at: nothing could be uploaded.')]
}
