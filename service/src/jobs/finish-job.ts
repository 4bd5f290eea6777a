import { estimateDollars, warn, type TextUsage, type Warning } from '../../../contract'
import { isOpenAi, type Settings } from '../configuration'
import type { Deadline } from '../deadline'
import { joinPieces } from '../join/join'
import { clockTime, gapTimes, oncePerMessage } from '../join/warnings'
import { openChat } from '../openai/chat'
import type { SpeechRequest } from '../openai/request'
import { completeTranscript } from '../operations/finish-call'
import type { CallPlan } from '../plan/plan-call'
import { render } from '../render/render'
import { filterSilence } from '../silence'
import type { Transcript } from '../transcript'
import { translateLines } from '../translate/translate-lines'
import { linesToTranslate, withTranslation } from '../translate/translate-transcript'
import type { JobRequest } from './job-request'
import type { AudioEnd } from './audio-end'
import type { HeardText, KeptParts } from './piece-worker'

/** What the end of a job is made of. */
export interface JobEnd {
  readonly request: JobRequest
  readonly plan: CallPlan
  readonly pieces: readonly HeardText[]
  /** Where the audio ends. */
  readonly end: AudioEnd
  /** Null = it was sent as it is. */
  readonly cut: { readonly timesFromPieces: boolean } | null
  readonly savedSource: string | null
  readonly warnings: readonly Warning[]
  readonly settings: Settings
  readonly deadline: Deadline
  readonly keep: KeptParts
}

interface TranslatedStep {
  readonly lines: readonly string[]
  readonly repaired: boolean
  readonly usage: TextUsage
}

/** Lines of one step: a few questions side by side, which take seconds. */
const linesPerStep = 160
/** A step is not begun with less time than this. */
const stepSeconds = 5

/** Translates step by step; what a run has paid for, the next one finds. Null = this run has no time for the rest. */
const translate = async (lines: readonly string[], from: string | null, to: string, { keep, settings, deadline }: JobEnd): Promise<TranslatedStep[] | null> => {
  const steps: TranslatedStep[] = []
  for (let at = 0; at < lines.length; at += linesPerStep) {
    const known = (await keep.read(steps.length)) as TranslatedStep | null
    if (known === null && deadline.remainingMs < stepSeconds * 1000 && steps.length > 0) return null
    const chat = openChat(settings, deadline)
    const step = known ?? { ...(await translateLines(lines.slice(at, at + linesPerStep), { from, to }, chat.ask)), usage: chat.usage() }
    if (known === null) await keep.add(steps.length, step)
    steps.push(step)
  }
  return steps
}

const sumOf = (steps: readonly TranslatedStep[]): TextUsage | null => {
  const [first] = steps
  const sum = (count: (usage: TextUsage) => number): number => steps.reduce((total, { usage }) => total + count(usage), 0)
  return first ? { modelId: first.usage.modelId, inputTokens: sum(({ inputTokens }) => inputTokens), outputTokens: sum(({ outputTokens }) => outputTokens) } : null
}

const warningsOf = ({ pieces, cut, end, plan, warnings }: JobEnd, modelId: string): Warning[] => [
  ...warnings, ...plan.warnings, ...oncePerMessage(pieces.flatMap((piece) => piece.warnings)),
  ...pieces.flatMap((piece) => (piece.transcript ? [] : [warn('piece-missing', { ...gapTimes(piece), reason: piece.error?.message.split('\n')[0] ?? '' })])),
  ...(end.isBroken ? [warn('audio-cut-off', { end: clockTime(end.seconds ?? 0) })] : []),
  ...(cut?.timesFromPieces ? [warn('times-from-pieces', { model: modelId, count: pieces.length })] : []),
  ...(cut !== null && !cut.timesFromPieces && pieces.length > 1 ? [warn('audio-in-pieces', { count: pieces.length })] : []),
]

/** What the requests of all pieces have in common; when one had to transcribe only, the text of all is translated. */
const usedBy = ({ pieces, plan: { request } }: JobEnd): Pick<SpeechRequest, 'modelId' | 'endpoint' | 'language'> => ({
  modelId: pieces.at(-1)?.modelId ?? request.modelId,
  endpoint: pieces.some(({ endpoint }) => endpoint === 'transcriptions') ? 'transcriptions' : request.endpoint,
  language: request.language,
})

/** Only audio that was sent as it is has the times of its one piece. */
const joinedOf = ({ pieces, cut, end }: JobEnd): Transcript => {
  const whole = cut === null ? pieces[0]?.transcript : null
  return whole ? { ...whole, durationSeconds: whole.durationSeconds ?? end.seconds } : joinPieces(pieces, end.seconds)
}

/** Makes the answer of a job out of what was heard in its pieces. Null = the text cannot be translated to its end in this run. */
export const finishJob = async (end: JobEnd): Promise<{ readonly answer: unknown; readonly text: string } | null> => {
  const { request: { task, values }, plan, pieces, settings } = end
  const used = usedBy(end)
  const complete = completeTranscript(joinedOf(end), used)
  const filtered = values.silenceFilter ? filterSilence(complete, values) : { transcript: complete, removed: [], warnings: [] }
  const to = values.targetLanguage ?? 'en'
  const lines = task === 'translate' && used.endpoint === 'transcriptions' ? linesToTranslate(filtered.transcript, to) : []
  const steps = await translate(lines, filtered.transcript.language, to, end)
  if (steps === null) return null
  const transcript = withTranslation(filtered.transcript, steps.flatMap((step) => step.lines))
  const billed = pieces.reduce((sum, piece) => sum + piece.billedSeconds, 0)
  const repaired = steps.some((step) => step.repaired) ? [warn('translation-repaired')] : []
  const facts = {
    model: used.modelId, requestedModel: plan.requestedModel, removed: filtered.removed, savedSource: end.savedSource,
    cost: isOpenAi(settings) ? estimateDollars(used.modelId, billed, sumOf(steps)) : null,
    warnings: [...warningsOf(end, used.modelId), ...filtered.warnings, ...repaired],
  }
  return { answer: render(transcript, facts, { task, format: values.responseFormat }), text: transcript.text }
}
