/** What the running page tells the editor around it. */
export type FromRun =
  | { readonly type: 'pageData'; readonly pageData: unknown }
  | { readonly type: 'log'; readonly text: string }
  | { readonly type: 'started'; readonly uid: string; readonly event: string }
  | { readonly type: 'finished'; readonly uid: string; readonly event: string }
  | { readonly type: 'failed'; readonly uid: string; readonly event: string; readonly code: number | null; readonly message: string }
  | { readonly type: 'ready' }
  | { readonly type: 'height'; readonly pixels: number }
