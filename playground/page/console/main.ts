import { readVariant, writeVariant, type Variant } from '../variant'
import { byId } from './dom'
import { showEngine } from './engine'
import { createEventLog } from './event-log'
import { createPreview } from './preview'
import { trySample } from './sample'
import { showSettings } from './settings-form'
import { showThemes } from './themes'
import { showToolbox } from './toolbox'

/** The page at `/`: the previewed app, and beside it everything that UI Builder would show about it. */
const main = (): void => {
  let variant: Variant = readVariant(new URLSearchParams(location.search))
  const events = createEventLog(byId('events'), byId('no-events'))
  const say = (text: string): void => {
    byId('message').textContent = text
  }
  const preview = createPreview(byId('preview'), {
    onPageData: (pageData) => {
      byId('page-data').textContent = JSON.stringify(pageData, null, 2)
    },
    onEvent: (logged) => events.add(logged),
    onRefused: say,
  })
  /** The address always opens the page as it stands. */
  const remember = (changes: Partial<Variant>): void => {
    variant = { ...variant, ...changes }
    history.replaceState(null, '', `${location.pathname}?${writeVariant(variant).toString()}`)
  }

  showThemes(byId('themes'), variant.theme, (theme) => {
    remember({ theme })
    preview.setTheme(theme)
  })
  const applySettings = (changes: Partial<Variant>): void => {
    remember(changes)
    preview.open(variant)
    void showEngine(byId('engine'), variant)
    say('The settings are applied. The page was loaded again.')
  }
  void showToolbox(byId('preview').closest<HTMLElement>('.column') ?? document.body, variant).then((isPlaced) => (isPlaced ? showSettings(byId('settings'), variant, applySettings) : undefined))
  byId('clear-events').addEventListener('click', () => events.clear())
  byId('try-sample').addEventListener('click', () => {
    say('')
    trySample(preview).catch(() => say('The sample could not be loaded. Is the playground still running?'))
  })
  void showEngine(byId('engine'), variant)
  preview.open(variant)
}

main()
