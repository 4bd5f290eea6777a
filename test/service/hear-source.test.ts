import { Mp4OutputFormat } from 'mediabunny'
import { audioTypeOf } from '../../contract'
import { parseConfiguration } from '../../service/src/configuration'
import { Deadline } from '../../service/src/deadline'
import { hearSource } from '../../service/src/operations/hear-source'
import { planCall, type SpeechValues } from '../../service/src/plan/plan-call'
import { repeatPackets } from '../support/long-files'
import { standInKeys, startOpenAi, type OpenAiProcess } from '../support/stand-in'

let openAi: OpenAiProcess
beforeAll(async () => { openAi = await startOpenAi({ engine: 'stand-in' }) })
afterAll(() => openAi.stop())

describe('a recording whose head does not tell its length', () => {
  it('is cut where the model takes only so much', async () => {
    const { bytes, words, durationSeconds } = await repeatPackets('speech.m4a', 210, new Mp4OutputFormat({ fastStart: 'fragmented' }))
    expect(durationSeconds).toBeGreaterThan(1400)
    const settings = parseConfiguration({ apiKey: standInKeys.full, apiBaseUrl: openAi.baseUrl })
    const values: SpeechValues = { audioFileUrl: 'https://example.com/a', model: 'gpt-4o-transcribe', responseFormat: 'json', saveSource: false, silenceFilter: false, longAudio: 'error', onGap: 'mark' }
    const plan = planCall('transcribe', values, settings, '2026-11-21')
    const deadline = new Deadline(120)
    const file = { type: audioTypeOf('mp4'), byteLength: bytes.byteLength, pieces: [bytes], bytes }
    const { transcript, billedSeconds } = await hearSource({ kind: 'whole', file }, { plan, need: plan.need, values, settings, deadline }).finally(() => deadline.clear())
    expect(transcript.text.toLowerCase()).toBe(words.map(({ word }) => word).join(' '))
    expect(transcript.durationSeconds).toBeCloseTo(durationSeconds, 0)
    expect(billedSeconds).toBeGreaterThan(1400)
  })
})
