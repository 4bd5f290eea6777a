/** Somebody who has signed in. */
export interface Person {
  readonly userId: string
  readonly headers: Readonly<Record<string, string>>
}

const asked = async (what: string, answer: Promise<Response>): Promise<unknown> => {
  const response = await answer
  const body = (await response.json()) as unknown
  if (!response.ok) throw new Error(`${what} was answered with ${response.status}: ${JSON.stringify(body)}`)
  return body
}

const send = (url: string, method: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })

/** Registers a user at the API address of an app and signs in. */
export const signUp = async (api: string, name: string): Promise<Person> => {
  const email = `${name}@example.com`
  const password = `password of ${name}`
  await asked('Registering', send(`${api}/users/register`, 'POST', { email, password }))
  const user = (await asked('Signing in', send(`${api}/users/login`, 'POST', { login: email, password }))) as Record<string, string>
  return { userId: user['objectId'] ?? '', headers: { 'user-token': user['user-token'] ?? '' } }
}

/** Uploads a file that nobody else may read; answers its address. */
export const uploadPrivately = async (api: string, { userId, headers }: Person, path: string, content: Uint8Array<ArrayBuffer>): Promise<string> => {
  const form = new FormData()
  form.append('file', new Blob([content]), 'audio.wav')
  const { fileURL } = (await asked('Uploading', fetch(`${api}/files/${path}`, { method: 'POST', headers, body: form }))) as { fileURL: string }
  await asked('Denying', send(`${api}/files/permissions/DENY/${path}`, 'PUT', { permission: 'READ', role: '*' }, headers))
  await asked('Granting', send(`${api}/files/permissions/GRANT/${path}`, 'PUT', { permission: 'READ', user: userId }, headers))
  return fileURL
}
