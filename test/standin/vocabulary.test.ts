import { hear } from '../../playground/openai/tone-words'
import { findWord, pickWords, speak, timeWords, vocabulary } from '../support/stand-in'

const wordsOf = (samples: Float32Array, sampleRate: number): string[] => hear(samples, sampleRate).map(({ word }) => word)

const everyWord = vocabulary.map(({ word }) => word)
const thereAndBack = [...everyWord, ...everyWord.slice(0, -1).reverse()]

/** Reproducible noise from -1 to 1. */
const makeNoise = (length: number, seed = 1): Float32Array => {
  let state = seed
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  })
}

/** Reads the samples at another speed, as a recorder with a wrong clock or a resampler without a filter does. */
const resample = (samples: Float32Array, ratio: number): Float32Array =>
  Float32Array.from({ length: Math.floor(samples.length / ratio) }, (_, index) => {
    const at = index * ratio
    const left = Math.floor(at)
    return samples[left]! + (at - left) * ((samples[left + 1] ?? 0) - samples[left]!)
  })

describe('The vocabulary', () => {
  test('has at least 24 plain words, no two alike in sound, in English or in German', () => {
    expect(vocabulary.length).toBeGreaterThanOrEqual(24)
    for (const key of ['word', 'english', 'german'] as const) expect(new Set(vocabulary.map((entry) => entry[key])).size).toBe(vocabulary.length)
    expect(new Set(vocabulary.map(({ notes }) => notes.join())).size).toBe(vocabulary.length)
    for (const { word } of vocabulary) expect(word).toMatch(/^[a-z]{3,7}$/)
  })

  test('uses tones between 300 and 2000 Hz only, each word in one register', () => {
    for (const { notes, voice } of vocabulary) {
      expect(Math.min(...notes)).toBeGreaterThanOrEqual(300)
      expect(Math.max(...notes)).toBeLessThanOrEqual(2000)
      expect(Math.max(...notes) < 800).toBe(voice === 'low')
      expect(Math.min(...notes) > 800).toBe(voice === 'high')
    }
  })

  test('never picks two equal neighbours, and picks the same words for the same seed', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const words = pickWords(500, seed)
      expect(words.every((word, index) => word !== words[index - 1])).toBe(true)
      expect(pickWords(500, seed)).toEqual(words)
    }
    expect(pickWords(50, 1)).not.toEqual(pickWords(50, 2))
  })

  test('uses every word when it picks many', () => expect(new Set(pickWords(2000)).size).toBe(vocabulary.length))
})

describe('Speaking', () => {
  test('refuses two equal neighbours, unknown words and gaps that are too short', () => {
    expect(() => speak(['agua', 'agua'])).toThrow('stands twice in a row')
    expect(() => speak(['hello'])).toThrow('not in the vocabulary')
    expect(() => speak(['agua', 'casa'], { gapSeconds: 0.05 })).toThrow('at least 0.1')
  })

  test('leaves two seconds of silence at both ends unless told otherwise', () => {
    const { samples, sampleRate, durationSeconds, words } = speak(['agua', 'casa'])
    expect(words[0]!.start).toBe(2)
    expect(durationSeconds - words[1]!.end).toBeCloseTo(2, 6)
    expect(samples.subarray(0, 2 * sampleRate).every((sample) => sample === 0)).toBe(true)
    expect(samples.subarray(samples.length - 2 * sampleRate).every((sample) => sample === 0)).toBe(true)
    expect(speak(['agua'], { leadSeconds: 0.2, tailSeconds: 0.1 }).words[0]!.start).toBe(0.2)
  })

  test('tells the times of an hour without making its audio', () => {
    const { words, durationSeconds } = timeWords(pickWords(7800), { pausesAfter: { 10: 5 } })
    expect(durationSeconds).toBeGreaterThan(3590)
    expect(words[11]!.start - words[10]!.end).toBeCloseTo(5, 3)
    expect(words[10]!.start - words[9]!.end).toBeCloseTo(0.15, 3)
  })
})

describe('Hearing', () => {
  test.each([8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000])('recognises every word at %i Hz, with times within 20 ms', (sampleRate) => {
    const spoken = speak(thereAndBack, { sampleRate, leadSeconds: 0.3, tailSeconds: 0.3, pausesAfter: { 7: 1.2 } })
    const heard = hear(spoken.samples, sampleRate)
    expect(heard.map(({ word }) => word)).toEqual(thereAndBack)
    heard.forEach(({ start, end }, index) => {
      expect(Math.abs(start - spoken.words[index]!.start)).toBeLessThan(0.02)
      expect(Math.abs(end - spoken.words[index]!.end)).toBeLessThan(0.02)
    })
  })

  test.each([[0.01, 0], [1, 0], [0.3, 0.1], [0.1, 0.03]])('recognises every word with a peak of %f in noise of %f', (amplitude, noise) => {
    const { samples, sampleRate } = speak(thereAndBack, { amplitude, sampleRate: 16_000 })
    const hiss = makeNoise(samples.length)
    expect(wordsOf(samples.map((sample, index) => sample + noise * hiss[index]!), sampleRate)).toEqual(thereAndBack)
  })

  test('survives clipping, 8-bit samples and a voice that grows louder', () => {
    const { samples, sampleRate } = speak(thereAndBack, { amplitude: 0.9 })
    expect(wordsOf(samples.map((sample) => Math.max(-0.3, Math.min(0.3, sample * 2))), sampleRate)).toEqual(thereAndBack)
    expect(wordsOf(samples.map((sample) => Math.round(sample * 127) / 127), sampleRate)).toEqual(thereAndBack)
    expect(wordsOf(samples.map((sample, index) => (sample * (0.05 + index)) / samples.length), sampleRate)).toEqual(thereAndBack)
  })

  test.each([0.995, 1.005])('recognises every word when the clock runs %f times as fast', (ratio) => {
    const { samples, sampleRate } = speak(thereAndBack, { sampleRate: 48_000 })
    expect(wordsOf(resample(samples, ratio), sampleRate)).toEqual(thereAndBack)
  })

  test.each([8_000, 16_000, 44_100, 48_000])('hears nothing in silence and nothing in noise at %i Hz', (sampleRate) => {
    expect(hear(new Float32Array(sampleRate * 5), sampleRate)).toEqual([])
    for (const gain of [0.01, 0.1, 0.5, 1]) expect(hear(makeNoise(sampleRate * 20, 7).map((sample) => sample * gain), sampleRate)).toEqual([])
    expect(hear(new Float32Array(0), sampleRate)).toEqual([])
    expect(hear(Float32Array.of(0.5), sampleRate)).toEqual([])
  })

  test('hears nothing in a hum, in a whistle that glides and in single notes', () => {
    const sampleRate = 16_000
    const tone = (hertz: (seconds: number) => number, seconds: number): Float32Array => {
      let phase = 0
      return Float32Array.from({ length: sampleRate * seconds }, (_, index) => {
        phase += (2 * Math.PI * hertz(index / sampleRate)) / sampleRate
        return 0.5 * Math.sin(phase)
      })
    }
    expect(hear(tone(() => 50, 5), sampleRate)).toEqual([])
    expect(hear(tone(() => 320, 5), sampleRate)).toEqual([])
    expect(hear(tone((seconds) => 300 + 170 * seconds, 10), sampleRate)).toEqual([])
  })

  test.each([0, 1, 57, 119])('notices that word %i of 120 is missing', (missing) => {
    const words = pickWords(120, 9)
    const spoken = speak(words)
    const { start, end } = spoken.words[missing]!
    spoken.samples.fill(0, Math.floor(start * spoken.sampleRate), Math.ceil(end * spoken.sampleRate))
    expect(wordsOf(spoken.samples, spoken.sampleRate)).toEqual(words.filter((_, index) => index !== missing))
  })

  test('notices a doubled piece', () => {
    const { samples, sampleRate, words } = speak(pickWords(10, 4), { gapSeconds: 0.3 })
    const cut = Math.floor((words[6]!.start - 0.15) * sampleRate)
    const again = Math.floor((words[4]!.start - 0.15) * sampleRate)
    const joined = new Float32Array(cut + samples.length - again)
    joined.set(samples.subarray(0, cut))
    joined.set(samples.subarray(again), cut)
    const said = words.map(({ word }) => word)
    expect(wordsOf(joined, sampleRate)).toEqual([...said.slice(0, 6), ...said.slice(4)])
  })

  test('does not take a half word for a word', () => {
    const { samples, sampleRate, words } = speak(['agua', 'rey', 'casa'])
    const middle = Math.round(((words[1]!.start + words[1]!.end) / 2) * sampleRate)
    expect(wordsOf(samples.slice(0, middle), sampleRate)).toEqual(['agua'])
    expect(wordsOf(samples.slice(middle), sampleRate)).toEqual(['casa'])
  })

  test('gives every word an English twin', () => expect(findWord('agua')).toMatchObject({ english: 'water', german: 'wasser', voice: 'low' }))
})
