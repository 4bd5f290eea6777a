/** The parts of the Backendless SDK that CodeRunner puts into the global scope; never bundled, the copy would not be initialised. */
export interface Platform {
  readonly ServerCode: { readonly Error: new (code: number, message: string, httpStatusCode: number) => Error }
  readonly Files: {
    upload(source: { value: Uint8Array; options: { filename: string; contentType: string; knownLength: number } }, path: string): Promise<{ fileURL: string }>
  }
}

/** Looked up at call time, because CodeRunner initialises the SDK anew for every call. */
export const platform = (): Platform => (globalThis as unknown as { Backendless: Platform }).Backendless

/** What CodeRunner assigns to a service instance before it runs a method. */
export interface ServiceInstance {
  readonly config: Readonly<Record<string, string | null | undefined>>
  readonly request?: { readonly context?: { readonly userId?: string | null; readonly userToken?: string | null } }
  readonly response?: { headers: Record<string, string>; statusCode?: number }
}
