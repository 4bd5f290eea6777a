import type { Context } from '../context'

/** The components of a page are drawn one after another: so long the one whose record it is may take to come. */
const waitMs = 2500

/** The components of this page. They share this part, so they know of one another. */
const places = new Set<Context>()

/** Whether what goes on by itself goes on in this component, and not in one that shows its record. */
export type IsPlaceOf = (recordId: string) => boolean

/** Takes this component in, for as long as it is there. */
export const createPlace = (context: Context): IsPlaceOf => {
  const { browser, scope } = context
  const cameAtMs = browser.now()
  const shows = ({ host }: Context, recordId: string): boolean => host.settings().recordId === recordId
  places.add(context)
  scope.add(() => void places.delete(context))
  return (recordId) => shows(context, recordId) || (browser.now() - cameAtMs >= waitMs && ![...places].some((place) => shows(place, recordId)))
}
