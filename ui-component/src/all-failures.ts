import { browserErrors, type BrowserErrorKey, type ErrorValues } from '../../contract'
import { failureAmong, type Failure } from './failure'

/** The failure that the contract describes under this key. For lazy parts only: the whole table is too much for a page that waits for its first click. */
export const anyFailure = (key: BrowserErrorKey, values: ErrorValues = {}): Failure => failureAmong(browserErrors, key, values)
