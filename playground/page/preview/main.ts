import { componentEvents } from '../../../contract'
import { acceptRequests, reportHeight, tell } from './around'
import { pageName, transcribers } from './names'
import { pageContext, type PageContext } from './page-context'
import { readFolder } from '../variant'
import { snapshot } from './snapshot'

/**
 * The main.js of the previewed app: starts the runtime and brings the logic of the page, in the form in which UI Builder publishes it.
 */

interface HandlerArguments extends Record<string, unknown> {
  readonly context: PageContext
}

type Handler = (args: HandlerArguments) => unknown

declare const requirejs: { config(options: object): void }
declare const define: {
  (dependencies: readonly string[], factory: () => unknown): void
  (name: string, dependencies: readonly string[], factory: () => unknown): void
}
declare const BackendlessUI: { startApp(): Promise<unknown> }

const defineLogic = (uid: string, handlers: Readonly<Record<string, Handler>>): void => define(`./pages/${pageName}/components/${uid}/bundle.js`, [], () => handlers)

const log = (component: string, event: string): Handler => ({ context, ...args }) => {
  const logged = { component, event, arguments: snapshot(args), atMs: Date.now(), pageData: snapshot(context.pageData) }
  pageContext.events.push(logged)
  tell({ type: 'event', logged })
  return pageContext.hooks[event]?.(args)
}

const showPageData: Handler = ({ context }) => {
  pageContext.current = context
  tell({ type: 'pageData', pageData: snapshot(context.pageData) })
}

requirejs.config({ waitSeconds: 60, paths: { sdk: `${(window as unknown as { uiBuilderSDKPath: string }).uiBuilderSDKPath}/sdk` } })
// The page renders anew after each change of its data: then is the time to show it.
defineLogic('page', { onEnter: showPageData, onAfterRender: showPageData })
// For the runtime an event has logic when the page has a function for it, whatever app.json says.
const { hooks } = readFolder(decodeURIComponent(/\/preview\/([^/]*)/.exec(window.location.pathname)?.[1] ?? ''))
const events = componentEvents.filter((event) => !('isHook' in event && event.isHook) || hooks.includes(event.name))
transcribers.forEach(({ uid }) => defineLogic(uid, Object.fromEntries(events.map(({ name }) => [name, log(uid, name)]))))
define(['sdk'], () => BackendlessUI.startApp())
acceptRequests()
// Styles know that way whether another page stands around this one.
document.documentElement.classList.toggle('framed', window.parent !== window)
reportHeight()
