import type { LanguageTag } from '../language'
import { ar } from './ar'
import { de } from './de'
import { es } from './es'
import { fr } from './fr'
import { he } from './he'
import { hi } from './hi'
import { ja } from './ja'
import type { LanguageSource } from './language-source'
import { pt } from './pt'
import { uk } from './uk'
import { zh } from './zh'

/** Every language but English, which is built in. Nothing of the component imports this: they are built as lazy parts. */
export const languageSources: Readonly<Record<Exclude<LanguageTag, 'en'>, LanguageSource>> = { es, de, fr, pt, uk, he, ar, hi, zh, ja }
