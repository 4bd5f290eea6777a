import { startOpenAi } from './openai/start'

/** The engine that answers when nothing else is there. */
export interface DemoEngine {
  /** Starts it at the first call. */
  readonly baseUrl: () => Promise<string>
  stop(): Promise<void>
}

/** Nothing is started until somebody needs it: with a key of one's own it never is. */
export const lazyDemoEngine = (): DemoEngine => {
  let started: ReturnType<typeof startOpenAi> | null = null
  return {
    baseUrl: async () => {
      started ??= startOpenAi({ engine: 'demo' })
      return (await started).baseUrl
    },
    stop: async () => {
      const engine = await started?.catch(() => null)
      await engine?.stop()
    },
  }
}
