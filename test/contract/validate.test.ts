import { languageCodes, operations, toLanguageCode, transcription, translation, validate } from '../../contract'

const url = 'https://example.com/a.mp3'
const defaults = { responseFormat: 'json', saveSource: false, speakers: false, silenceFilter: true, longAudio: 'error', onGap: 'mark', carryContext: false }
const values = (raw: Record<string, unknown>): unknown => {
  const result = validate(transcription, { audioFileUrl: url, ...raw })
  if (!result.ok) throw new Error(result.problem.key)
  return result.values
}
const problem = (raw: Record<string, unknown>): unknown => {
  const result = validate(transcription, { audioFileUrl: url, ...raw })
  return result.ok ? null : result.problem
}

describe('validate', () => {
  test.each([
    [{}, { audioFileUrl: url, ...defaults }],
    [{ model: null, prompt: '', language: '  ' }, { audioFileUrl: url, ...defaults }],
    [{ responseFormat: 'JSON' }, { audioFileUrl: url, ...defaults }],
    [{ responseFormat: 'Text' }, { audioFileUrl: url, ...defaults, responseFormat: 'text' }],
    [{ temperature: '0.5', saveSource: 'true' }, { audioFileUrl: url, ...defaults, saveSource: true, temperature: 0.5 }],
    [{ temperature: 0 }, { audioFileUrl: url, ...defaults, temperature: 0 }],
    [{ language: 'nb-NO' }, { audioFileUrl: url, ...defaults, language: 'no' }],
    [{ unknown: 1 }, { audioFileUrl: url, ...defaults }],
    [{ keywords: ' Ada, Grace\n\nAda,<b> ' }, { audioFileUrl: url, ...defaults, keywords: 'Ada\nGrace\nb' }],
    [{ keywords: ['Ada', 'Grace'] }, { audioFileUrl: url, ...defaults, keywords: 'Ada\nGrace' }],
    [{ prompt: ' Codeless ' }, { audioFileUrl: url, ...defaults, prompt: 'Codeless' }],
  ])('understands %j', (raw, expected) => {
    expect(values(raw)).toEqual(expected)
  })

  test.each([
    [{ audioFileUrl: null }, 'audio-url-missing', {}],
    [{ audioFileUrl: '  ' }, 'audio-url-missing', {}],
    [{ audioFileUrl: 7 }, 'parameter-type', { name: 'audioFileUrl', expected: 'string', value: '7' }],
    [{ temperature: 'warm' }, 'parameter-type', { name: 'temperature', expected: 'number', value: '"warm"' }],
    [{ temperature: NaN }, 'parameter-type', { name: 'temperature', expected: 'number', value: 'null' }],
    [{ temperature: 1.01 }, 'parameter-range', { name: 'temperature', min: 0, max: 1, value: '1.01' }],
    [{ temperature: [0] }, 'parameter-type', { name: 'temperature', expected: 'number', value: '[0]' }],
    [{ saveSource: 'perhaps' }, 'parameter-type', { name: 'saveSource', expected: 'boolean (true or false)', value: '"perhaps"' }],
    [{ responseFormat: 'xml' }, 'parameter-option', { name: 'responseFormat', options: 'json, text, srt, verbose_json, vtt, diarized_json', value: '"xml"' }],
    [{ language: 'Klingon' }, 'language-unknown', { name: 'language', value: '"Klingon"' }],
    [{ prompt: 'x'.repeat(8001) }, 'parameter-too-long', { name: 'prompt', length: 8001, max: 8000 }],
    [{ prompt: {} }, 'parameter-type', { name: 'prompt', expected: 'string', value: '{}' }],
    [{ saveSource: 'constructor' }, 'parameter-type', { name: 'saveSource', expected: 'boolean (true or false)', value: '"constructor"' }],
    [{ saveSource: [true] }, 'parameter-type', { name: 'saveSource', expected: 'boolean (true or false)', value: '[true]' }],
    [{ saveSource: { toString: 'x' } }, 'parameter-type', { name: 'saveSource', expected: 'boolean (true or false)', value: '{"toString":"x"}' }],
    [{ keywords: [{ toString: 'x' }] }, 'parameter-type', { name: 'keywords', expected: 'string', value: '[{"toString":"x"}]' }],
    [{ language: 'constructor' }, 'language-unknown', { name: 'language', value: '"constructor"' }],
  ])('refuses %j', (raw, key, expected) => {
    expect(problem(raw)).toEqual({ key, values: expected })
  })

  test('names the first problem in the order of the parameters', () => {
    expect(problem({ temperature: 9, audioFileUrl: '' })).toMatchObject({ key: 'audio-url-missing' })
  })

  test('repeats no query string and no password of a foreign value', () => {
    const text = JSON.stringify(problem({ responseFormat: 'https://user:secret@example.com/x?signature=secret' }))
    expect(text).not.toContain('secret')
    expect(text).toContain('example.com')
  })
})

describe('operations', () => {
  test('keep the promised order of parameters', () => {
    expect(transcription.parameters.map(({ name }) => name).slice(0, 7)).toEqual(['audioFileUrl', 'model', 'prompt', 'language', 'responseFormat', 'temperature', 'saveSource'])
    expect(translation.parameters.map(({ name }) => name).slice(0, 6)).toEqual(['audioFileUrl', 'model', 'prompt', 'responseFormat', 'temperature', 'saveSource'])
  })

  test('have no default model, so that a successor reaches saved logic', () => {
    operations.forEach(({ parameters }) => expect(parameters.find(({ name }) => name === 'model')).not.toHaveProperty('default'))
  })

  test('hold texts that fit one line of a comment', () => {
    operations.forEach(({ parameters }) => parameters.forEach(({ description }) => expect(description).not.toMatch(/[\r\n]|\*\//)))
  })
})

describe('toLanguageCode', () => {
  test.each([['EN', 'en'], ['en-US', 'en'], ['nb-NO', 'no'], ['Norwegian', 'no'], ['german', 'de'], ['zh_TW', 'zh'], ['iw', 'he'], [' uk ', 'uk'], ['Farsi', 'fa'], ['xx', null], ['', null], ['english please', null]])('%s is %s', (written, code) => {
    expect(toLanguageCode(written)).toBe(code)
  })

  test('knows every code of its own table by code', () => {
    languageCodes.forEach((code) => expect(toLanguageCode(code.toUpperCase())).toBe(code))
  })
})
