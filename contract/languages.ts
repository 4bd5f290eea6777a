/** ISO-639-1 codes of the languages that speech models know, with their English names; what the caller writes becomes the code. */

const names: Readonly<Record<string, string>> = {
  af: 'Afrikaans', am: 'Amharic', ar: 'Arabic', as: 'Assamese', az: 'Azerbaijani', ba: 'Bashkir', be: 'Belarusian', bg: 'Bulgarian', bn: 'Bengali',
  bo: 'Tibetan', br: 'Breton', bs: 'Bosnian', ca: 'Catalan', cs: 'Czech', cy: 'Welsh', da: 'Danish', de: 'German', el: 'Greek', en: 'English', es: 'Spanish',
  et: 'Estonian', eu: 'Basque', fa: 'Persian', fi: 'Finnish', fo: 'Faroese', fr: 'French', gl: 'Galician', gu: 'Gujarati', ha: 'Hausa', haw: 'Hawaiian', he: 'Hebrew',
  hi: 'Hindi', hr: 'Croatian', ht: 'Haitian Creole', hu: 'Hungarian', hy: 'Armenian', id: 'Indonesian', is: 'Icelandic', it: 'Italian', ja: 'Japanese', jw: 'Javanese',
  ka: 'Georgian', kk: 'Kazakh', km: 'Khmer', kn: 'Kannada', ko: 'Korean', la: 'Latin', lb: 'Luxembourgish', ln: 'Lingala', lo: 'Lao', lt: 'Lithuanian', lv: 'Latvian',
  mg: 'Malagasy', mi: 'Maori', mk: 'Macedonian', ml: 'Malayalam', mn: 'Mongolian', mr: 'Marathi', ms: 'Malay', mt: 'Maltese', my: 'Myanmar', ne: 'Nepali', nl: 'Dutch',
  nn: 'Nynorsk', no: 'Norwegian', oc: 'Occitan', pa: 'Punjabi', pl: 'Polish', ps: 'Pashto', pt: 'Portuguese', ro: 'Romanian', ru: 'Russian', sa: 'Sanskrit', sd: 'Sindhi',
  si: 'Sinhala', sk: 'Slovak', sl: 'Slovenian', sn: 'Shona', so: 'Somali', sq: 'Albanian', sr: 'Serbian', su: 'Sundanese', sv: 'Swedish', sw: 'Swahili', ta: 'Tamil',
  te: 'Telugu', tg: 'Tajik', th: 'Thai', tk: 'Turkmen', tl: 'Tagalog', tr: 'Turkish', tt: 'Tatar', uk: 'Ukrainian', ur: 'Urdu', uz: 'Uzbek', vi: 'Vietnamese',
  yi: 'Yiddish', yo: 'Yoruba', yue: 'Cantonese', zh: 'Chinese',
}

/** Spellings that are common but are not the code in the table. */
const aliasOf: ReadonlyMap<string, string> = new Map(Object.entries({
  nb: 'no', iw: 'he', in: 'id', ji: 'yi', jv: 'jw', fil: 'tl', cmn: 'zh', burmese: 'my', farsi: 'fa', castilian: 'es', flemish: 'nl', mandarin: 'zh',
  moldovan: 'ro', 'norwegian bokmål': 'no', 'norwegian nynorsk': 'nn', valencian: 'ca', filipino: 'tl', haitian: 'ht', pushto: 'ps', panjabi: 'pa', sinhalese: 'si',
}))

export const languageCodes: readonly string[] = Object.keys(names)

export const languageName = (code: string): string | undefined => (languageCodes.includes(code) ? names[code] : undefined)

/** `EN`, `en-US`, `nb-NO` and `Norwegian` all become a code; unknown spellings become null. */
export const toLanguageCode = (written: string): string | null => {
  const text = written.trim().toLowerCase()
  const primary = text.split(/[-_]/)[0] ?? ''
  const byName = (): string | undefined => languageCodes.find((code) => names[code]?.toLowerCase() === text)
  const code = aliasOf.get(text) ?? aliasOf.get(primary) ?? (languageCodes.includes(primary) ? primary : byName())
  return code ?? null
}
