import * as React from 'react'
import { createHost, type SpokenPage } from './bridge'
import { realBrowser } from './browser'
import { createConsent, withConsent, type Consent } from './consent'
import { createController, type Controller } from './controller'
import type { Store } from './store'

/** What a store holds now; drawn again whenever that changes. */
export const useStored = <T>(store: Store<T>): T => {
  const [value, setValue] = React.useState(store.get())
  React.useEffect(() => {
    // Whatever happened between drawing and subscribing.
    setValue(store.get())
    return store.subscribe(() => setValue(store.get()))
  }, [store])
  return value
}

/** One place on the page: what it can do, and whether its person has agreed to that. */
export interface Place {
  readonly controller: Controller
  readonly consent: Consent
}

const report = (error: unknown): void => realBrowser.report(error)

/** The controller of this place on the page, from the first drawing to the last. */
export const useController = (page: SpokenPage): Place => {
  const latest = React.useRef(page)
  latest.current = page
  const [place] = React.useState((): Place => {
    const host = createHost(() => latest.current, report)
    const consent = createConsent(host, report)
    return { consent, controller: withConsent(createController(realBrowser, host), consent) }
  })
  const { controller } = place
  React.useEffect(() => controller.begin(), [controller])
  // Before the platform takes the place away: what is written later is dropped without a word.
  React.useLayoutEffect(() => () => controller.close(), [controller])
  return place
}
