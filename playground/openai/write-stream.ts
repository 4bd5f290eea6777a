import { textOf, type Speech } from './speech'
import { writeAnswer, type AnswerWish, type WrittenAnswer } from './write-answer'

/** `stream=true`: the same answer as events, a word at a time, ended by a line that says so. */
export const writeStream = (speech: Speech, wish: AnswerWish): WrittenAnswer => {
  const whole = JSON.parse(writeAnswer(speech, { ...wish, format: wish.format === 'diarized_json' ? wish.format : 'json' }).body) as Record<string, unknown>
  const words = textOf(speech).split(' ').filter(Boolean)
  const deltas = words.map((word, index) => ({ type: 'transcript.text.delta', delta: index === 0 ? word : ` ${word}` }))
  const segments = wish.format === 'diarized_json' ? (whole['segments'] as object[]) : []
  const { text, languages, logprobs, usage } = whole
  const done = { type: 'transcript.text.done', text, ...(languages ? { languages } : {}), ...(logprobs ? { logprobs } : {}), ...(usage ? { usage } : {}) }
  const events = [...deltas, ...segments, done].map((event) => `data: ${JSON.stringify(event)}\n\n`)
  return { contentType: 'text/event-stream; charset=utf-8', body: `${events.join('')}data: [DONE]\n\n` }
}
