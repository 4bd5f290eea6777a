import { errorByNumber, errorMessage, errors, splitErrorMessage } from '../../contract'

const statusesByGroup: Record<string, readonly number[]> = { 410: [400], 411: [403, 413, 422], 412: [401, 403, 409], 413: [429, 503], 414: [404, 413, 504], 415: [0] }

describe('errors', () => {
  test('have unique numbers and keys, in ascending order', () => {
    const numbers = errors.map(({ number }) => number)
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
    expect(new Set(errors.map(({ key }) => key)).size).toBe(errors.length)
  })

  test.each(errors.map((error) => [error.number, error] as const))('%i keeps the status of its group, and speaks to both readers', (number, { status, sentence, advice }) => {
    expect(statusesByGroup[String(number).slice(0, 3)]).toContain(status)
    expect(sentence).toMatch(/[.]$/)
    expect(sentence).not.toMatch(/OpenAI|API|URL|HTTP|token|Backendless/)
    expect(advice.length).toBeGreaterThan(20)
    expect(`${sentence}${advice}`).not.toMatch(/[\r\n]/)
  })

  test('travel as one message and come apart again', () => {
    const message = errorMessage('source-too-large', { megabytes: '26.0', maxMegabytes: '24.9' })
    expect(splitErrorMessage(message)).toEqual({
      sentence: 'The audio is too large: 26.0 MB, the limit is 24.9 MB.',
      advice: 'Send a shorter recording, or save it as mono at a lower bit rate (32 kbit/s is enough for speech).',
    })
  })

  test('leave no unfilled value behind', () => {
    errors.forEach(({ key }) => expect(errorMessage(key)).not.toMatch(/[{}]/))
  })

  test('are found by number', () => {
    expect(errorByNumber(41001)?.key).toBe('audio-url-missing')
    expect(errorByNumber(1)).toBeUndefined()
  })
})
