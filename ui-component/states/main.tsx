import * as React from 'react'
import * as ReactDOM from 'react-dom'
import type { Consent } from '../src/consent'
import type { Controller } from '../src/controller'
import { directionOf, type Language } from '../src/language'
import { languageSources } from '../src/languages'
import { languagePart } from '../src/languages/language-part'
import type { LanguageSource } from '../src/languages/language-source'
import { readSettings } from '../src/settings'
import { createTexts } from '../src/texts'
import { Panel } from '../src/view/panel'
import { cls } from '../src/view/view-props'
import { situations, type Situation } from './situations'

/** Draws the situations that the address names (`?state=recording&layout=bar&language=he&width=375`): the state switcher of the playground. */

const query = new URLSearchParams(location.search)
const wish = (name: string, usual: string): string => query.get(name) ?? usual

/** Loudness as of somebody who speaks, always the same. */
const spoken = Array.from({ length: 260 }, (_, index) => Math.max(0.002, 0.16 * Math.abs(Math.sin(index / 3.1) * Math.sin(index / 11.7)) * (index % 53 < 41 ? 1 : 0.03)))

const nothing = (): void => undefined
const still = new Proxy({}, { get: (_, name) => (name === 'level' ? { subscribe: (listener: (level: number) => void) => (spoken.forEach((level) => Array.from({ length: 4 }, () => listener(level))), nothing) } : nothing) })

const languageOf = (tag: string): Language | null => {
  const source = languageSources[tag as keyof typeof languageSources] as LanguageSource | undefined
  return source ? languagePart(tag, source) : null
}

const language = languageOf(wish('language', 'en'))
const tag = language?.tag ?? 'en'
const texts = createTexts({}, undefined, language)

const Draw = ({ state, settings, isAskingConsent = false, isBeingBuilt = false }: Situation): React.ReactElement => (
  <Panel
    snapshot={{ state, announcement: '' }}
    controller={still as Controller}
    consent={still as Consent}
    isAskingConsent={isAskingConsent}
    isBeingBuilt={isBeingBuilt}
    settings={{ ...readSettings({ layout: wish('layout', 'panel') }), ...settings }}
    texts={texts}
    className={cls()}
    style={undefined}
    elRef={undefined}
    lang={tag}
    dir={directionOf(tag)}
  />
)

const wanted = wish('state', 'all').split(',')
const shown = situations.filter(({ name }) => wanted.includes('all') || wanted.includes(name))
const width = Number(wish('width', '640'))

ReactDOM.render(
  <div className="situations" dir={directionOf(tag)}>
    {shown.map((situation) => (
      <section key={situation.name} id={situation.name} className="situation" style={{ inlineSize: width }} aria-label={situation.name}>
        <h2 lang="en" dir="ltr">{situation.name}</h2>
        <Draw {...situation} />
      </section>
    ))}
  </div>,
  document.getElementById('states'),
)
document.documentElement.dataset['drawn'] = String(shown.length)
