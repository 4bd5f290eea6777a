import type { AppFacts } from '../blockly/facts'
import type { Invocation } from '../handlers'
import type { LogicDocument, Program } from '../programs/program'

/** What the server does for the editor. */
export interface Api {
  load(id: string): Promise<{ program: Program; facts: AppFacts }>
  save(id: string, logic: readonly LogicDocument[]): Promise<void>
  reset(id: string): Promise<void>
  deploy(id: string): Promise<void>
  invocations(): Promise<readonly Invocation[]>
  /** Puts a file into the folder inbox, as a visitor of the app does. */
  upload(file: File): Promise<void>
}

/** Browsers let a request of up to 64 KiB outlive its page. */
const maxKeptAliveBytes = 60_000

const answer = async <T>(request: Promise<Response>): Promise<T> => {
  const response = await request.catch(() => null)
  if (!response) throw new Error('The playground does not answer. Is it still running?')
  const body = (await response.json().catch(() => null)) as { message?: string } | null
  if (!response.ok) throw new Error(body?.message ?? `The playground answered ${response.status}.`)
  return body as T
}

/** The server's side of one app. */
export const apiOf = (appId: string, jsKey: string): Api => {
  const base = `/${appId}/console/codeless`
  const json = (method: string, body: unknown): RequestInit & { readonly body: string } => ({ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  return {
    load: (id) => answer(fetch(`${base}/programs/${id}`)),
    save: (id, logic) => {
      const request = json('PUT', { logic })
      return answer(fetch(`${base}/programs/${id}`, { ...request, keepalive: new Blob([request.body]).size < maxKeptAliveBytes }))
    },
    reset: (id) => answer(fetch(`${base}/programs/${id}`, { method: 'DELETE' })),
    deploy: (id) => answer(fetch(`${base}/programs/${id}/deploy`, { method: 'POST' })),
    invocations: () => answer(fetch(`${base}/invocations`)),
    upload: (file) => {
      const form = new FormData()
      form.append('file', file)
      return answer(fetch(`/${appId}/${jsKey}/files/inbox/${encodeURIComponent(file.name)}?overwrite=true`, { method: 'POST', body: form }))
    },
  }
}
