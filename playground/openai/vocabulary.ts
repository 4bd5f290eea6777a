/**
 * The words of a made-up speech that machines can hear exactly: each word is a pair of short notes.
 *
 * Pairs instead of one long tone, because noise suppression in browsers removes what sounds steadily.
 * Low words belong to one voice, high words to another, so that speakers can be told apart.
 */

export type Voice = 'low' | 'high'

export interface ToneWord {
  /** Spanish, so that a language can be named and a translation can be checked. */
  readonly word: string
  readonly english: string
  readonly german: string
  readonly voice: Voice
  /** The two notes in hertz, first to last. */
  readonly notes: readonly [number, number]
}

/** ISO-639-1 code of the language of the words. */
export const vocabularyLanguage = 'es'

/** Hertz; steps of a little more than three semitones between 300 and 2000, so that no codec confuses two of them. */
export const noteHertz: Readonly<Record<Voice, readonly number[]>> = {
  low: [320, 390, 475, 580, 707],
  high: [862, 1050, 1280, 1560, 1900],
}

const lowWords = [
  ['agua', 'water', 'wasser'], ['casa', 'house', 'haus'], ['sol', 'sun', 'sonne'], ['luna', 'moon', 'mond'], ['pan', 'bread', 'brot'],
  ['mesa', 'table', 'tisch'], ['gato', 'cat', 'katze'], ['perro', 'dog', 'hund'], ['flor', 'flower', 'blume'], ['mar', 'sea', 'meer'],
  ['rojo', 'red', 'rot'], ['verde', 'green', 'grün'], ['noche', 'night', 'nacht'], ['dia', 'day', 'tag'], ['libro', 'book', 'buch'],
  ['tren', 'train', 'zug'], ['puerta', 'door', 'tür'], ['campo', 'field', 'feld'], ['fuego', 'fire', 'feuer'], ['nieve', 'snow', 'schnee'],
] as const

const highWords = [
  ['rey', 'king', 'könig'], ['voz', 'voice', 'stimme'], ['pez', 'fish', 'fisch'], ['miel', 'honey', 'honig'], ['leche', 'milk', 'milch'],
  ['cielo', 'sky', 'himmel'], ['mundo', 'world', 'welt'], ['tierra', 'earth', 'erde'], ['viento', 'wind', 'wind'], ['lluvia', 'rain', 'regen'],
  ['barco', 'ship', 'schiff'], ['puente', 'bridge', 'brücke'], ['calle', 'street', 'straße'], ['amigo', 'friend', 'freund'], ['mano', 'hand', 'hand'],
  ['ojo', 'eye', 'auge'], ['nube', 'cloud', 'wolke'], ['queso', 'cheese', 'käse'], ['fruta', 'fruit', 'obst'], ['piedra', 'stone', 'stein'],
] as const

/** Every ordered pair of different notes of one voice. */
const pairsOf = (notes: readonly number[]): (readonly [number, number])[] =>
  notes.flatMap((first) => notes.filter((second) => second !== first).map((second) => [first, second] as const))

type Row = readonly [word: string, english: string, german: string]

const wordsOf = (voice: Voice, rows: readonly Row[]): ToneWord[] => {
  const pairs = pairsOf(noteHertz[voice])
  return rows.map(([word, english, german], index) => ({ word, english, german, voice, notes: pairs[index]! }))
}

/** All words. Their order is free; a word never changes its notes, or the committed fixtures would say something else. */
export const vocabulary: readonly ToneWord[] = [...wordsOf('low', lowWords), ...wordsOf('high', highWords)]

const byWord = new Map(vocabulary.map((entry) => [entry.word, entry]))

/** The entry of a word, or undefined when it is not in the vocabulary. */
export const findWord = (word: string): ToneWord | undefined => byWord.get(word)

/** Words for a test: reproducible by its seed, and never two equal neighbours. */
export const pickWords = (count: number, seed = 1): string[] => {
  const picked: string[] = []
  let state = (seed * 2_654_435_761) >>> 0 || 1
  while (picked.length < count) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const { word } = vocabulary[Math.floor((state / 2 ** 32) * vocabulary.length)]!
    if (word !== picked.at(-1)) picked.push(word)
  }
  return picked
}
