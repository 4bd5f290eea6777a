import { pageEvents } from './names'
import type { FromRun } from './messages'

/** The main.js of a running program: starts the runtime of UI Builder, and watches the logic that was made of blocks. */

interface HandlerArguments extends Record<string, unknown> {
  readonly context: { readonly pageData: unknown }
}

type Handler = (args: HandlerArguments) => unknown

declare const requirejs: { config(options: object): void }
declare const define: (dependencies: readonly string[], factory: () => unknown) => void
declare const BackendlessUI: { startApp(): Promise<unknown> }

/** The page that this one takes the place of may still be talking: the editor tells them apart by the number of the run. */
const run = new URLSearchParams(location.search).get('run')

const tell = (message: FromRun): void => {
  if (window.parent !== window) window.parent.postMessage({ ...message, run }, location.origin)
}

/** Page data are live proxies, and some values (a file) cannot be written down. */
const snapshot = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))

const lineOf = (values: readonly unknown[]): string => values.map((value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)))).join(' ')

const forwardLog = (): void => {
  const write = console.log.bind(console)
  console.log = (...values: unknown[]) => {
    tell({ type: 'log', text: lineOf(values) })
    write(...values)
  }
}

const watched = (uid: string, event: string, handler: Handler): Handler => async (args) => {
  tell({ type: 'started', uid, event })
  try {
    const answer = await handler(args)
    tell({ type: 'pageData', pageData: snapshot(args.context.pageData) })
    tell({ type: 'finished', uid, event })
    return answer
  } catch (error) {
    const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
    tell({ type: 'failed', uid, event, code: typeof code === 'number' ? code : null, message: String(message ?? error) })
    return undefined
  }
}

const showPageData: Handler = ({ context }) => tell({ type: 'pageData', pageData: snapshot(context.pageData) })

/** Bundles of handlers go through here before the runtime gets them. */
const watch = (uid: string, handlers: Readonly<Record<string, Handler>>): Record<string, Handler> => {
  const all = Object.fromEntries(Object.entries(handlers).map(([event, handler]) => [event, watched(uid, event, handler)]))
  if (uid !== 'page') return all
  const enter: Handler = async (args) => {
    showPageData(args)
    tell({ type: 'ready' })
    await all['onEnter']?.(args)
  }
  return { ...all, [pageEvents[0]]: enter, [pageEvents[1]]: showPageData }
}

Object.assign(window, { codelessRun: { watch } })
forwardLog()
requirejs.config({ waitSeconds: 60, paths: { sdk: `${(window as unknown as { uiBuilderSDKPath: string }).uiBuilderSDKPath}/sdk` } })
define(['sdk'], () => BackendlessUI.startApp())
new ResizeObserver(() => tell({ type: 'height', pixels: Math.ceil(document.documentElement.getBoundingClientRect().height) })).observe(document.documentElement)
