import { parseConfiguration } from '../../service/src/configuration'

describe('parseConfiguration', () => {
  test('needs nothing but a key', () => {
    expect(parseConfiguration({ apiKey: ' sk-1 ' })).toEqual({ apiKey: 'sk-1', modelId: '', textModelId: '', audioFolder: 'audio', apiBaseUrl: 'https://api.openai.com/v1', timeLimitSeconds: 120, allowedHosts: [], signedInOnly: false, splitForSpeed: false, keepResultsDays: 7, minutesPerUserPerDay: null, minutesPerAppPerDay: null })
  })

  test('keeps results for a number of days above 0, ten years at most', () => {
    expect(['30', '0.5', '99999'].map((keepResultsDays) => parseConfiguration({ apiKey: 'k', keepResultsDays }).keepResultsDays)).toEqual([30, 0.5, 3650])
    for (const keepResultsDays of ['0', '-1', 'a week']) expect(() => parseConfiguration({ apiKey: 'k', keepResultsDays })).toThrow('keepResultsDays')
  })

  test.each([
    ['https://api.groq.com/openai/v1/', 'https://api.groq.com/openai/v1'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/v1'],
    ['https://host.test/v1/audio/transcriptions', 'https://host.test/v1'],
    ['https://host.test/v1/audio/translations/', 'https://host.test/v1'],
    ['https://api.groq.com', 'https://api.groq.com/openai/v1'],
    ['https://api.groq.com/openai', 'https://api.groq.com/openai/v1'],
    ['https://openrouter.ai/api/', 'https://openrouter.ai/api/v1'],
    ['https://openrouter.ai/api/v1', 'https://openrouter.ai/api/v1'],
    ['https://mine.openai.azure.com', 'https://mine.openai.azure.com/openai/v1'],
    ['https://mine.openai.azure.com/openai/deployments/whisper/audio/transcriptions?api-version=2024-06-01', 'https://mine.openai.azure.com/openai/deployments/whisper?api-version=2024-06-01'],
    ['https://gateway.test/v1/account/openai', 'https://gateway.test/v1/account/openai'],
    ['https://host.test/whisper', 'https://host.test/whisper'],
    ['http://127.0.0.1:8080/audio/transcriptions', 'http://127.0.0.1:8080'],
  ])('reads the base URL %s', (written, expected) => {
    expect(parseConfiguration({ apiKey: '', apiBaseUrl: written }).apiBaseUrl).toBe(expected)
  })

  test('keeps a time limit that a timer can hold, and never repeats a key', () => {
    expect(parseConfiguration({ apiKey: 'k', timeLimitSeconds: '99999999999' }).timeLimitSeconds).toBe(86_400)
    expect(() => parseConfiguration({ apiKey: 'sk-secret 1' })).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') as string }))
  })

  test.each([
    [{}, 'api-key-missing'], [{ apiKey: '  ' }, 'api-key-missing'], [{ apiKey: 'k', apiBaseUrl: 'nonsense' }, 'setting-invalid'], [{ apiKey: 'k', apiBaseUrl: 'ftp://x' }, 'setting-invalid'],
    [{ apiKey: 'k', apiBaseUrl: 'https://user:pw@x.test' }, 'setting-invalid'], [{ apiKey: 'k', timeLimitSeconds: 'soon' }, 'setting-invalid'], [{ apiKey: 'k', audioFolder: '../x' }, 'setting-invalid'],
    [{ apiKey: 'sk-1\nsk-2' }, 'setting-invalid'], [{ apiKey: 'sk-\u043a1' }, 'setting-invalid'], [{ apiKey: 'sk 1' }, 'setting-invalid'],
    [{ apiKey: 'k', audioModel: 'x'.repeat(201) }, 'setting-invalid'], [{ apiKey: 'k', textModel: 'x'.repeat(201) }, 'setting-invalid'],
  ])('refuses %j', (configuration, key) => {
    expect(() => parseConfiguration(configuration)).toThrow(expect.objectContaining({ key }))
  })
})
