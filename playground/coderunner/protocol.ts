/** What the gateway and its Cloud Code workers say to each other. Everything here survives JSON. */

/** One argument of a published method, as CodeRunner read it from the JSDoc. */
export interface ServiceParameter {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly description: string
}

/** One published method with its address. */
export interface ServiceMethod {
  readonly name: string
  readonly description: string
  readonly httpMethod: string
  readonly path: string
  /** From `@executionTimeoutInSeconds`; null = the service names none. */
  readonly timeoutSeconds: number | null
  readonly parameters: readonly ServiceParameter[]
}

/** A field of the configuration form, with whatever else the service wrote beside it. */
export interface DeclaredConfigurationItem {
  readonly name: string
  readonly type: string
  readonly displayName?: string
  readonly required?: boolean
  readonly defaultValue?: string
  readonly options?: readonly string[]
  readonly hint?: string
  readonly example?: string
  readonly secret?: boolean
}

/** A service as the real CodeRunner model describes it. */
export interface ServiceDescription {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly methods: readonly ServiceMethod[]
  readonly configuration: readonly DeclaredConfigurationItem[]
  /** The descriptor that a deployment sends to the platform. */
  readonly xml: string
}

/** Code that runs by itself, again and again. */
export interface TimerDescription {
  readonly name: string
  readonly everySeconds: number
}

/** Everything that one or more code folders publish. */
export interface ModelDescription {
  readonly services: readonly ServiceDescription[]
  readonly timers: readonly TimerDescription[]
  /** Files that failed to load; the platform would refuse to deploy them. */
  readonly errors: readonly string[]
}

/** Where the SDK inside a worker sends its calls. */
export interface AppAddress {
  readonly appId: string
  readonly codeRunnerKey: string
  readonly serverUrl: string
}

/** What a method finds in `this.request.context` and `this.request`. */
export interface InvocationContext {
  readonly appId: string
  readonly userId: string | null
  readonly userToken: string | null
  readonly userRoles: readonly string[]
  readonly userLocale: string | null
  readonly deviceType: string
  readonly httpPath: string
  readonly httpHeaders: Readonly<Record<string, string>>
  readonly httpPathParams: Readonly<Record<string, string>>
  readonly httpQueryParams: Readonly<Record<string, string>>
  readonly configurationItems: readonly { readonly name: string; readonly value: string }[]
}

/** An event of the platform: its number in CodeRunner's own list, and what its handler is given after the context. */
export interface PlatformEvent {
  readonly id: number
  readonly target: string
  readonly args: readonly unknown[]
}

/** One method call, or with `event` the call of an event handler. */
export interface Call {
  readonly id: string
  readonly app: AppAddress
  readonly service: string
  readonly method: string
  readonly args: readonly unknown[]
  readonly timeoutSeconds: number
  readonly context: InvocationContext
  readonly event?: PlatformEvent
  /** May wait until little else is to be done. */
  readonly isLowPriority?: boolean
}

/** The only three things of an error that survive CodeRunner's wire. `status` -1 = none was given. */
export interface CallError {
  readonly code: number
  readonly status: number
  readonly message: string
}

/** What `this.response` held when the method ended. */
export interface ResponseParts {
  readonly statusCode: number | null
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly unknown[]
}

/** How a call ended. */
export type Outcome = ({ readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: CallError }) & { readonly response: ResponseParts }

/** What a worker is started with, as its one command line argument. */
export interface WorkerStart {
  readonly folders: readonly string[]
}

export type ToWorker = { readonly kind: 'call'; readonly call: Call }

export type FromWorker =
  | { readonly kind: 'ready'; readonly model: ModelDescription }
  /** `spent`: the method may still be running, so this worker must not be used again. */
  | { readonly kind: 'outcome'; readonly id: string; readonly outcome: Outcome; readonly spent: boolean }
  | { readonly kind: 'heartbeat' }

/** The platform's own words for a call that ran out of time. */
export const timeoutMessage = 'Task execution is aborted due to timeout'

export const noResponse: ResponseParts = { statusCode: null, headers: {}, cookies: [] }

/** An outcome that the pool itself reports, because no worker did. */
export const failed = (error: CallError): Outcome => ({ ok: false, error, response: noResponse })
