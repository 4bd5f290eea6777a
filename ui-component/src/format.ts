/** Whole numbers with at least so many digits, in the digits of the language. */
const digits = (locale: string, least: number): Intl.NumberFormat => new Intl.NumberFormat(locale, { minimumIntegerDigits: least, useGrouping: false })

const parts = (seconds: number): { hours: number; minutes: number; seconds: number } => {
  const whole = Math.max(0, Math.floor(seconds))
  return { hours: Math.floor(whole / 3600), minutes: Math.floor(whole / 60) % 60, seconds: whole % 60 }
}

/** Seconds as m:ss, past an hour as h:mm:ss. */
export const formatTime = (total: number, locale = 'en'): string => {
  const { hours, minutes, seconds } = parts(total)
  const one = digits(locale, 1)
  const two = digits(locale, 2)
  return hours > 0 ? `${one.format(hours)}:${two.format(minutes)}:${two.format(seconds)}` : `${one.format(minutes)}:${two.format(seconds)}`
}

/** The same in words: a colon is read out in odd ways. */
export const spokenTime = (total: number, locale = 'en'): string => {
  const { hours, minutes, seconds } = parts(total)
  const inWords = (value: number, unit: string): string => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  const said = [hours > 0 && inWords(hours, 'hour'), minutes > 0 && inWords(minutes, 'minute'), (seconds > 0 || total < 60) && inWords(seconds, 'second')]
  return new Intl.ListFormat(locale, { type: 'unit', style: 'long' }).format(said.filter((words): words is string => words !== false))
}

/** The same for machines, as the `datetime` of a `<time>` wants it. */
export const isoDuration = (seconds: number): string => `PT${Math.max(0, Math.floor(seconds))}S`

/** Bytes as people read them: MB with one digit, or kB below one. */
export const formatSize = (bytes: number, locale = 'en'): string => {
  const megabytes = bytes / 1024 / 1024
  const isLarge = megabytes >= 1
  const fraction = isLarge ? 1 : 0
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit: isLarge ? 'megabyte' : 'kilobyte', minimumFractionDigits: fraction, maximumFractionDigits: fraction })
  return format.format(isLarge ? megabytes : Math.max(1, Math.round(bytes / 1024)))
}

/** How many words a text has, where words are not set apart by spaces too. */
export const countWords = (text: string, language = 'en'): number => {
  try {
    return [...new Intl.Segmenter(language || 'en', { granularity: 'word' }).segment(text)].filter(({ isWordLike }) => isWordLike).length
  } catch {
    return text.split(/\s+/).filter(Boolean).length
  }
}

/** How far it is in minutes of audio; what is not over yet never reads as if it were. */
export const minutesOf = (doneSeconds: number, totalSeconds: number): { done: number; total: number } => {
  const total = Math.max(1, Math.round(totalSeconds / 60))
  return { done: Math.min(total, Math.floor(doneSeconds / 60)), total }
}
