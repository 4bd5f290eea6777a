import { randomUUID } from 'node:crypto'
import type { InvocationContext } from '../coderunner/protocol'
import type { AppRuntime, Gateway } from './app-runtime'
import { defaultTimeoutSeconds } from './services/routes'

/** Number of a timer's event in CodeRunner's own list. */
const timerEvent = 800

const tickMs = 1000

/** A timer acts for nobody, and gets no configuration. */
const contextOf = ({ app }: AppRuntime): InvocationContext => ({
  appId: app.id, userId: null, userToken: null, userRoles: ['ServerCodeUser'], userLocale: null, deviceType: 'BL', httpPath: '/', httpHeaders: {}, httpPathParams: {}, httpQueryParams: {}, configurationItems: [],
})

const runTimer = async (gateway: Gateway, runtime: AppRuntime, name: string): Promise<void> => {
  const outcome = await runtime.pool?.run({
    id: randomUUID(), app: { appId: runtime.app.id, codeRunnerKey: runtime.app.codeRunnerKey, serverUrl: gateway.origin() }, service: '', method: '', args: [],
    timeoutSeconds: defaultTimeoutSeconds, context: contextOf(runtime), event: { id: timerEvent, target: name, args: [] },
  })
  if (outcome && !outcome.ok) gateway.log(`timer ${name}: error ${outcome.error.code}`)
}

/** Runs the timers of all apps, the first time after one interval; a run that has not ended is not joined by a second one. Answers how to stop that. */
export const startTimers = (gateway: Gateway): (() => void) => {
  const startedAt = Date.now()
  const running = new Set<string>()
  const ranAt = new Map<string, number>()
  const tick = (): void => {
    for (const runtime of gateway.runtimes) {
      for (const { name, everySeconds } of runtime.model.timers) {
        const key = `${runtime.app.id} ${name}`
        if (running.has(key) || Date.now() - (ranAt.get(key) ?? startedAt) < everySeconds * 1000) continue
        running.add(key)
        ranAt.set(key, Date.now())
        void runTimer(gateway, runtime, name).finally(() => running.delete(key))
      }
    }
  }
  const interval = setInterval(tick, tickMs)
  return () => clearInterval(interval)
}
