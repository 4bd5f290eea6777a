import type { startOpenAi } from './openai/start'

/** The engine that answers when nothing else is there. */
export interface DemoEngine {
  /** Starts it at the first call. */
  readonly baseUrl: () => Promise<string>
  stop(): Promise<void>
}

/** Nothing is started until somebody needs it: with a key of one's own it never is. */
export const lazyDemoEngine = (): DemoEngine => {
  let started: ReturnType<typeof startOpenAi> | null = null
  const start = async (): ReturnType<typeof startOpenAi> => (await import('./openai/start')).startOpenAi({ engine: 'demo' })
  return {
    baseUrl: async () => {
      started ??= start()
      return (await started).baseUrl
    },
    stop: async () => {
      if (started) await (await started).stop()
    },
  }
}
