/** The parts of the Backendless SDK that CodeRunner puts into the global scope; never bundled, the copy would not be initialised. */
export interface Platform {
  readonly ServerCode: { readonly Error: new (code: number, message: string, httpStatusCode: number) => Error }
  readonly Files: {
    upload(source: { value: Uint8Array; options: { filename: string; contentType: string; knownLength: number } }, path: string): Promise<{ fileURL: string }>
    upload(sourceUrl: string, path: string): Promise<{ fileURL: string }>
    saveFile(folder: string, name: string, content: string, overwrite: boolean): Promise<string>
    remove(path: string): Promise<unknown>
  }
  readonly APIServices: { invoke(service: string, method: string, values: Readonly<Record<string, unknown>>, options: { readonly executionType: 'async' }): Promise<unknown> }
  readonly Data: { of(table: string): Table }
  readonly applicationId?: string
  readonly apiKey?: string
  readonly serverURL?: string
  initApp(options: { appId: string; apiKey: string; serverURL: string; standalone: true }): Platform
}

/** The calls on a table that the pack makes. */
export interface Table {
  bulkUpdate(where: string, changes: Readonly<Record<string, unknown>>): Promise<unknown>
  bulkCreate(rows: readonly Readonly<Record<string, unknown>>[]): Promise<unknown>
  findById(id: string): Promise<Row | null>
  find(query: { readonly where: string; readonly sortBy: string; readonly pageSize: number; readonly offset: number }): Promise<readonly Row[]>
  save(row: Row): Promise<Row>
  remove(id: string): Promise<unknown>
  bulkDelete(where: string): Promise<unknown>
}

/** A record. */
export type Row = Readonly<Record<string, unknown>>

/** Looked up at call time, because CodeRunner initialises the SDK anew for every call. */
export const platform = (): Platform => (globalThis as unknown as { Backendless: Platform }).Backendless

/** Who calls, as the platform tells it. */
export interface Caller {
  readonly userId?: string | null
  readonly userToken?: string | null
  readonly userRoles?: readonly string[] | null
}

/** The signed-in person; null for visitors, and for guest accounts too: anybody can make as many of those as wanted. */
export const personOf = ({ userId, userRoles }: Caller): string | null => (userRoles?.includes('GuestUser') ? null : userId || null)

/** What CodeRunner assigns to a service instance before it runs a method. */
export interface ServiceInstance {
  readonly config: Readonly<Record<string, string | boolean | null | undefined>>
  readonly request?: { readonly context?: Caller; readonly headers?: Readonly<Record<string, string | undefined>> }
  readonly response?: { headers: Record<string, string>; statusCode?: number }
}
