import type { ConsentHost } from './consent'
import type { Host } from './context'
import type { Language } from './language'
import type { Outputs } from './outputs'
import { asFlag, readSettings } from './settings'
import { createTexts } from './texts'

/** The props that UI Builder gives, as far as they are used. */
export interface PageProps {
  readonly component: Record<string, unknown>
  readonly eventHandlers?: Readonly<Record<string, Handler | undefined>>
  /** Only newer runtimes have it. */
  readonly i18n?: { readonly t?: (key: string) => unknown; readonly lang?: unknown }
}

type Handler = ((context: unknown) => unknown) & { readonly hasLogic?: boolean }

/** The props of the page with the language that its words have now. */
export interface SpokenPage extends PageProps {
  readonly language: Language | null
  readonly locale: string
}

/** Results belong to the page: a component that appears anew must not wipe what an earlier one has brought. */
const atStart: readonly (keyof Outputs)[] = ['status', 'progress', 'errorCode', 'errorMessage', 'errorAdvice']

const changedKeys = (old: Outputs | null, now: Outputs): readonly (keyof Outputs)[] =>
  old ? (Object.keys(now) as (keyof Outputs)[]).filter((key) => old[key] !== now[key]) : atStart

/** Joins the controller to the page. Setters and handlers are the page's code: whatever they throw is reported and goes no further. */
export const createHost = (props: () => PageProps & Partial<SpokenPage>, report: (error: unknown) => void): Host & ConsentHost => {
  const attempt = (action: () => unknown): void => {
    try {
      const result = action()
      if (result instanceof Promise) result.catch(report)
    } catch (error) {
      report(error)
    }
  }
  return {
    settings: () => readSettings(props().component),
    texts: () => {
      const { component, i18n, language, locale } = props()
      return createTexts(readSettings(component).texts, i18n?.t, language, locale)
    },
    hook: (name) => {
      const handler = props().eventHandlers?.[name]
      return typeof handler === 'function' && handler.hasLogic === true ? async (context) => await handler(context) : null
    },
    isNeeded: () => {
      const { component } = props()
      return readSettings(component).consentText !== '' && asFlag(component.consentGiven, false) === false
    },
    give: () => {
      const { component, eventHandlers } = props()
      attempt(() => {
        component.consentGiven = true
      })
      attempt(() => eventHandlers?.onConsent?.({ consentText: readSettings(component).consentText }))
    },
    publish: (old, now, events) => {
      const { component, eventHandlers } = props()
      // Bound values first: a handler of the event already sees the new page data.
      changedKeys(old, now).forEach((key) => attempt(() => {
        const value = now[key]
        component[key] = Array.isArray(value) ? [...(value as unknown[])] : value
      }))
      events.forEach(({ name, context }) => attempt(() => eventHandlers?.[name]?.(context)))
    },
  }
}
