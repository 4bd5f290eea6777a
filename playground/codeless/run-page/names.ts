export const pageName = 'home'

/** What the page itself always has: the run page listens there for page data. */
export const pageEvents = ['onEnter', 'onAfterRender'] as const
