import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { modelOf, responseFormats, type ResponseFormat } from '../../contract'
import { parseConfiguration } from '../../service/src/configuration'
import { planCall, type SpeechValues } from '../../service/src/plan/plan-call'
import { planPieces } from '../../service/src/plan/plan-pieces'

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'reference.md'), 'utf8')
const [, section = ''] = page.split('### Which model gives which answer')
const [head = [], , ...rows] = section.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim().replaceAll('`', '')))
const columns = head.slice(1)
const cells = rows.slice(0, 6).flatMap(([model = '', ...told]) => columns.map((column, index) => [model, column, told[index]] as const))

const settings = parseConfiguration({ apiKey: 'k' })
const wish: SpeechValues = { audioFileUrl: 'https://example.com/a.mp3', responseFormat: 'json', saveSource: false, silenceFilter: true, longAudio: 'error', onGap: 'mark' }
const wishOf = (column: string): Partial<SpeechValues> =>
  column === 'Word times' ? { timestamps: 'word' } : column === 'Speakers' ? { speakers: true } : { responseFormat: column as ResponseFormat }

/** What the service does with half a minute of audio when the call names the model. */
const done = (model: string, column: string): string => {
  try {
    const { request, need } = planCall('transcribe', { ...wish, model, ...wishOf(column) }, settings, '2026-11-21')
    const pieces = planPieces({ durationSeconds: 30, byteLength: 100_000 }, { model: modelOf(request.modelId), need, splitForSpeed: false, carryContext: false, leastSeconds: 120, remainingSeconds: 100 })
    return pieces ? 'from pieces' : 'yes'
  } catch {
    return 'no'
  }
}

describe('the table of models and answers in the reference', () => {
  test('has a row for each model and for all others, and a column for each format', () => {
    expect(columns).toEqual([...responseFormats, 'Word times', 'Speakers'])
    expect(cells).toHaveLength(6 * 8)
  })

  test.each(cells)('tells what the service does: %s, %s: %s', (model, column, told) => {
    expect(told).toBe(done(model, column))
  })
})
