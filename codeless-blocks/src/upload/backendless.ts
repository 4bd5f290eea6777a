/** What of the SDK and the browser the upload needs: globals of every UI Builder page. */
interface BackendlessSdk {
  /** Address of the app's REST API. */
  readonly appPath: string
  readonly Files: {
    upload(file: File, path: string): Promise<{ readonly fileURL: string }>
    remove(path: string): Promise<unknown>
  }
}

declare const Backendless: BackendlessSdk

/** Read at the time of the call: the app may be set up after the function was loaded. */
export const sdk = (): BackendlessSdk => Backendless
