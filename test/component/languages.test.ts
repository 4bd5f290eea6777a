import { interfaceLanguages, maxAudioBytes } from '../../contract'
import { anyFailure as failureOf } from '../../ui-component/src/all-failures'
import { countWords, formatSize, formatTime, spokenTime } from '../../ui-component/src/format'
import { chooseLanguage, directionOf, languages, textOfError, type Phrase } from '../../ui-component/src/language'
import { createLanguageParts } from '../../ui-component/src/language-parts'
import { languageSources } from '../../ui-component/src/languages'
import { languagePart, metErrors } from '../../ui-component/src/languages/language-part'
import translatedFrom from '../../ui-component/src/languages/translated-from.json'
import { createTexts, defaultTexts, type TextId } from '../../ui-component/src/texts'
import { FakeBrowser } from './fake-browser'

const ids = Object.keys(defaultTexts) as TextId[]
const tags = Object.keys(languageSources) as (keyof typeof languageSources)[]

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
const formsOf = (phrase: Phrase): [string, string][] => (typeof phrase === 'string' ? [['other', phrase]] : (Object.entries(phrase)))

/** The forms that counting really meets; some languages have another one for millions. */
const formsInUse = (tag: string): string[] => [...new Set(Array.from({ length: 1000 }, (_, number) => new Intl.PluralRules(tag).select(number)))].sort()

describe.each(tags)('%s', (tag) => {
  const source = languageSources[tag]
  const part = languagePart(tag, source)

  it('has every text and no other', () => {
    expect(Object.keys(source.texts).sort()).toEqual([...ids].sort())
  })

  it('has in every text the values of the English one', () => {
    const wanted = (id: TextId): string[] => placeholders(formsOf(defaultTexts[id]).map(([, text]) => text).join(' '))
    const wrong = ids.flatMap((id) => formsOf(source.texts[id]).filter(([, text]) => text.trim() === '' || placeholders(text).join() !== wanted(id).join()).map(([form]) => `${id}.${form}`))
    expect(wrong).toEqual([])
  })

  it('has plural forms where English has them, and all that it needs to count', () => {
    for (const id of ids) {
      const phrase = source.texts[id]
      expect([id, typeof phrase]).toEqual([id, typeof defaultTexts[id]])
      if (typeof phrase !== 'string') expect([id, formsInUse(tag).filter((form) => !(form in phrase))]).toEqual([id, []])
    }
  })

  it('has the sentence of every error that a person can meet, with its values', () => {
    const wrong = metErrors.filter(({ number, sentence }) => {
      const phrase = part.errors[number]
      const text = typeof phrase === 'object' ? phrase[1] : phrase
      return text === undefined || text === sentence || placeholders(text).join() !== placeholders(sentence).join()
    })
    expect(wrong.map(({ number, sentence }) => `${number} ${sentence}`)).toEqual([])
  })

  it('has a sentence for no number that does not exist', () => {
    const numbers = metErrors.map(({ number }) => String(number))
    expect(Object.keys(source.errors).filter((number) => !numbers.includes(number))).toEqual([])
  })

  it('fills every text', () => {
    const texts = createTexts({}, undefined, part)
    const values = Object.fromEntries(['megabytes', 'number', 'count', 'total', 'minutes', 'seconds', 'words', 'time', 'name', 'done', 'price', 'date'].map((name) => [name, 3]))
    for (const id of ids) expect([id, texts.say(id, values)]).toEqual([id, expect.not.stringMatching(/[{}]/)])
  })
})

describe('what was translated', () => {
  // When this fails: translate what has changed in every file of ui-component/src/languages, then bring translated-from.json up to date.
  it('is the English of today, so that no sentence means something else in another language', () => {
    expect(translatedFrom).toEqual({ texts: defaultTexts, errors: Object.fromEntries(metErrors.map(({ number, sentence }) => [number, sentence])) })
  })
})

describe('the choice of language', () => {
  it.each([
    ['auto', 'de', ['fr'], 'de', 'de'],
    ['auto', undefined, ['fr-CA', 'en'], 'fr', 'fr-CA'],
    ['auto', 'nl', ['nl-BE', 'pt-BR'], 'pt', 'pt-BR'],
    ['auto', '', ['xx'], 'en', 'en'],
    ['auto', null, [], 'en', 'en'],
    ['ja', 'de', ['fr'], 'ja', 'ja'],
    ['iw', undefined, [], 'he', 'iw'],
    ['zh_TW', undefined, [], 'zh', 'zh-TW'],
    ['auto', 'en-GB', ['de'], 'en', 'en-GB'],
    ['no language at all!', { lang: 'de' }, ['', '*'], 'en', 'en'],
  ])('with %j, an app in %j and a browser in %j is %s', (setting, ofApp, ofBrowser, tag, locale) => {
    expect(chooseLanguage(setting, ofApp, ofBrowser)).toEqual({ tag, locale: locale === 'iw' ? new Intl.Locale('iw').baseName : locale })
  })

  it('offers in the settings what there is', () => {
    expect(interfaceLanguages.slice(1)).toEqual(Object.entries(languages).map(([value, label]) => ({ value, label })))
    expect(Object.keys(languages).sort()).toEqual([...tags, 'en'].sort())
  })

  it('knows which languages run from right to left', () => {
    expect(Object.keys(languages).filter((tag) => directionOf(tag) === 'rtl')).toEqual(['he', 'ar'])
  })
})

describe('texts in a language', () => {
  const inLanguage = (tag: keyof typeof languageSources, own = {}): ReturnType<typeof createTexts> => createTexts(own, undefined, languagePart(tag, languageSources[tag]))

  it.each([[1, 'слово'], [2, 'слова'], [5, 'слів'], [21, 'слово'], [11, 'слів']])('count %d words as Ukrainian does', (words, form) => {
    expect(inLanguage('uk').say('saidDone', { words })).toBe(`Текст готовий, ${words} ${form}.`)
  })

  it.each([[1, 'كلمة واحدة (1)'], [2, 'كلمتان (2)'], [3, '3 كلمات'], [11, '11 كلمة']])('count %d words as Arabic does', (words, counted) => {
    expect(createTexts({}, undefined, languagePart('ar', languageSources.ar), 'ar-AE').say('saidDone', { words })).toBe(`النص جاهز، ${counted}.`)
  })

  it('write numbers as the reader does', () => {
    expect(inLanguage('de').say('fileHint', { megabytes: 24.9 })).toContain('24,9 MB')
    expect(createTexts({}, undefined, null, 'en-IN').say('saidDone', { words: 123456 })).toBe('Transcript ready, 1,23,456 words.')
  })

  it('stay the own words of the page, form by form or all at once', () => {
    expect(inLanguage('de', { 'saidDone.one': 'ein Wort', saidDone: '{words} Worte' }).say('saidDone', { words: 1 })).toBe('ein Wort')
    expect(inLanguage('de', { 'saidDone.one': 'ein Wort', saidDone: '{words} Worte' }).say('saidDone', { words: 4 })).toBe('4 Worte')
  })

  it('give the values of an error their place in the sentence', () => {
    const failure = failureOf('file-too-large', { megabytes: '61.2', maxMegabytes: Math.floor((maxAudioBytes / 1024 / 1024) * 10) / 10 })
    expect(inLanguage('de').sentence(failure)).toBe('Das Audio ist zu groß: 61,2 MB, die Grenze liegt bei 24,9 MB.')
    expect(inLanguage('de').sentence({ code: 41112, sentence: failure.sentence })).toBe('Das Audio ist zu groß: 61,2 MB, die Grenze liegt bei 24,9 MB.')
  })

  it('leave a sentence as it is when its values cannot be found, or nobody has translated it', () => {
    expect(inLanguage('de').sentence({ code: 41511, sentence: 'Something else.' })).toBe('Something else.')
    expect(inLanguage('de').sentence({ code: 40000, sentence: 'Something new.' })).toBe('Something new.')
    expect(textOfError(null, { code: 41509, sentence: 'This file is empty.' })).toBeNull()
  })
})

describe('times and sizes', () => {
  it.each([['en', 3725], ['en', 5], ['en', 0], ['en', 60]])('are said in %s as words (%d)', (locale, seconds) => {
    const { hour, minute, second } = { hour: Math.floor(seconds / 3600), minute: Math.floor(seconds / 60) % 60, second: seconds % 60 }
    const word = (value: number, unit: string): string[] => (value > 0 || (unit === 'second' && seconds < 60) ? [`${value} ${unit}${value === 1 ? '' : 's'}`] : [])
    expect(spokenTime(seconds, locale)).toBe([...word(hour, 'hour'), ...word(minute, 'minute'), ...word(second, 'second')].join(', '))
  })

  it('are written with the digits of the reader', () => {
    expect(formatTime(65, 'ar-EG')).toBe('١:٠٥')
    expect(formatTime(3605, 'hi')).toBe('1:00:05')
    expect(formatSize(3_456_789, 'fr').replace(/\s/g, ' ')).toBe('3,3 Mo')
    expect(spokenTime(61, 'de')).toBe('1 Minute, 1 Sekunde')
  })

  it.each([['one two  three', 'en', 3], ['', 'en', 0], ['今天天气很好', 'zh', 3], ['don’t stop', 'en', 2], ['...', 'en', 0], ['ein zwei', 'no language', 2]])('count the words of %j in %s', (text, language, count) => {
    expect(countWords(text, language)).toBe(count)
  })
})

describe('fetching a language', () => {
  const part = languagePart('de', languageSources.de)

  it('happens once, whoever asks', async () => {
    const browser = new FakeBrowser()
    const asked: string[] = []
    browser.onPart = (name) => (asked.push(name), Promise.resolve(part))
    const parts = createLanguageParts(browser)
    expect([parts.get('en'), parts.get('de')]).toEqual([null, undefined])
    await Promise.all([parts.load('de'), parts.load('de')])
    expect([asked, parts.get('de')]).toEqual([['language-de'], part])
  })

  it.each([[(): Promise<unknown> => Promise.reject(new Error('offline'))], [(): Promise<unknown> => Promise.resolve('<!doctype html>')], [(): Promise<unknown> => Promise.resolve(undefined)]])('that fails leaves English (%#)', async (onPart) => {
    const browser = new FakeBrowser()
    browser.onPart = onPart
    const parts = createLanguageParts(browser)
    await parts.load('de')
    expect(parts.get('de')).toBeNull()
  })
})
