import type { ErrorDefinition } from './error-definition'
import { recorderErrors } from './recorder-errors'
import { sendingErrors } from './sending-errors'

/** 415xx: errors that never leave the browser. Apart, so that the component and the functions of UI Builder need not carry the others. */
export const browserErrors = [...recorderErrors, ...sendingErrors] as const satisfies readonly ErrorDefinition[]

export type BrowserErrorKey = (typeof browserErrors)[number]['key']
