import { buildComponent } from './component'
import { buildService } from './service'

/** What can be built, in order; `build` answers one line about the result. */
export const builders: readonly { part: string; build: () => Promise<string> }[] = [
  { part: 'service', build: buildService },
  { part: 'component', build: buildComponent },
]
