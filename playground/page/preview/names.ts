/** Names inside the previewed page, as its app.json and its logic use them. */

export const pageName = 'home'

/** The block around the components. */
export const blockUid = 'area'

/** Where components stand: their name on the page, and the place in page data that their properties are bound to. */
export const transcribers = [
  { uid: 'transcriber', root: 'result' },
  { uid: 'second', root: 'second' },
] as const
