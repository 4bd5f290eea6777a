import type { Context, Effect } from '../context'

type Create = (context: Context) => Effect

const effectIn = (part: unknown, context: Context): Effect | null => {
  const { createLiveEffect } = (part ?? {}) as { createLiveEffect?: Create }
  return typeof createLiveEffect === 'function' ? createLiveEffect(context) : null
}

/** Text as people speak, fetched only where the page wants it, and before a recording begins: what comes later comes too late for its first words. */
export const liveEffect = (context: Context): Effect => {
  const { browser, host } = context
  let effect: Effect | null = null
  const fetch = async (): Promise<void> => {
    effect = effectIn(await browser.part('live'), context)
  }
  const load = (): void => {
    if (!effect && host.settings().liveText) fetch().catch((error: unknown) => browser.report(error))
  }
  load()
  return (before, after) => {
    if (after.type === 'asking' && before.type !== 'asking') load()
    effect?.(before, after)
  }
}
