import { standInKeys, startOpenAi, vocabulary, type OpenAiProcess } from '../support/stand-in'
import { askChat } from './ask'

let standIn: OpenAiProcess
beforeAll(async () => {
  standIn = await startOpenAi({ engine: 'stand-in' })
})
afterAll(() => standIn.stop())
beforeEach(() => standIn.reset())

const translate = async (user: string, system = 'Translate each numbered line to English.', more: object = {}): Promise<string> => {
  const { status, json, text } = await askChat(standIn.baseUrl, { model: 'gpt-6-luna', messages: [{ role: 'system', content: system }, { role: 'user', content: user }], ...more })
  if (status !== 200) throw new Error(text)
  return json.choices[0]!.message.content
}

describe('The text endpoint of the stand-in', () => {
  test('translates numbered lines word for word and keeps numbers, order and empty lines', async () => {
    expect(await translate('1. agua casa\n2. sol\n3. \n4. rey, voz!')).toBe('1. water house\n2. sun\n3. \n4. king, voice!')
    expect(await translate('Please:\n7) agua\n9) luna')).toBe('7) water\n9) moon')
  })

  test('translates a text without numbers as a whole', async () => expect(await translate('agua y casa')).toBe('water y house'))

  test('knows every word of the vocabulary, in English and in German', async () => {
    const lines = vocabulary.map(({ word }, index) => `${index + 1}. ${word}`).join('\n')
    expect(await translate(lines)).toBe(vocabulary.map(({ english }, index) => `${index + 1}. ${english}`).join('\n'))
    expect(await translate(lines, 'Translate each numbered line from Spanish to German.')).toBe(vocabulary.map(({ german }, index) => `${index + 1}. ${german}`).join('\n'))
    expect(await translate('1. agua', 'Translate from German to English.')).toBe('1. water')
  })

  test('reads content in parts', async () => {
    const { json } = await askChat(standIn.baseUrl, { model: 'gpt-4.1-mini', temperature: 0, messages: [{ role: 'user', content: [{ type: 'text', text: '1. agua' }] }] })
    expect(json.choices[0]!.message.content).toBe('1. water')
    expect(json.usage).toMatchObject({ prompt_tokens: expect.any(Number), completion_tokens: expect.any(Number), total_tokens: expect.any(Number) })
  })

  test('can answer badly when a script says so', async () => {
    await standIn.script([{ kind: 'bad-lines', how: 'one-missing' }, { kind: 'bad-lines', how: 'one-more' }, { kind: 'bad-lines', how: 'unnumbered' }, { kind: 'bad-lines', how: 'empty' }])
    const answers: string[] = []
    for (let count = 0; count < 5; count += 1) answers.push(await translate('1. agua\n2. sol'))
    expect(answers).toEqual(['1. water', '1. water\n2. sun\n3. one more', 'water\nsun', '', '1. water\n2. sun'])
  })

  const messages = [{ role: 'user', content: 'agua' }]
  test.each([
    ['no model', { messages }, 400, { message: 'you must provide a model parameter' }],
    ['an unknown model', { model: 'no-such-model', messages }, 404, { code: 'model_not_found' }],
    ['an audio model', { model: 'whisper-1', messages }, 404, { param: 'model', message: expect.stringMatching(/^This is not a chat model/) }],
    ['no messages', { model: 'gpt-6-luna' }, 400, { param: 'messages', code: 'missing_required_parameter' }],
    ['messages that are none', { model: 'gpt-6-luna', messages: ['agua'] }, 400, { param: 'messages', code: 'invalid_type' }],
    ['a temperature for a model that takes none', { model: 'gpt-6-luna', messages, temperature: 0 }, 400, { param: 'temperature', code: 'unsupported_value' }],
    ['max_tokens for a model that calls it otherwise', { model: 'gpt-6-luna', messages, max_tokens: 100 }, 400, { param: 'max_tokens', code: 'unsupported_value' }],
    ['a temperature out of range', { model: 'gpt-4.1-mini', messages, temperature: 3 }, 400, { param: 'temperature' }],
  ])('refuses %s', async (_title, body, status, error) => {
    const told = await askChat(standIn.baseUrl, body)
    expect(told.status).toBe(status)
    expect(told.json.error).toMatchObject(error)
  })

  test('refuses a body that is no JSON, and a wrong key', async () => {
    const response = await fetch(`${standIn.baseUrl}/chat/completions`, { method: 'POST', body: '{"model":', headers: { authorization: `Bearer ${standInKeys.full}` } })
    expect([response.status, ((await response.json()) as { error: { message: string } }).error.message]).toEqual([400, 'We could not parse the JSON body of your request.'])
    expect((await askChat(standIn.baseUrl, { model: 'gpt-6-luna', messages }, 'wrong')).status).toBe(401)
  })
})
