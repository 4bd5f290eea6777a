import type * as Vendor from './vendor'

/**
 * The SDK, loaded when it is needed first: a call that is refused before never waits for it.
 * `require` instead of `import()`: the latter would start Node's second module loader for one file.
 */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
export const sdk = (): typeof Vendor => require('./vendor') as typeof Vendor

/** Loads the SDK and Node's fetch in the next turn of the loop: the first call of a worker does it while it waits for the audio. */
export const prepareSdk = (): void => {
  setImmediate(() => {
    sdk()
    new Headers()
  })
}
