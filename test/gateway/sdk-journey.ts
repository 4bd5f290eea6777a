import { mkdtempSync, createReadStream, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Backendless from 'backendless'

/** What an app does with the real SDK; run in a process of its own, the outcome is printed as one line of JSON. */

interface FilesOfTheSdk {
  upload(source: unknown, path: string, overwrite?: boolean): Promise<{ fileURL: string }>
  saveFile(path: string, name: string, content: unknown, overwrite?: boolean): Promise<string>
  append(path: string, content: unknown): Promise<string>
  listing(path: string): Promise<{ name: string }[]>
  exists(path: string): Promise<boolean>
  remove(path: string): Promise<unknown>
}

interface ServicesOfTheSdk {
  invoke(service: string, method: string, parameters?: unknown, options?: unknown): Promise<unknown>
}

const failure = (error: unknown): object => {
  const { code, status, message } = error as { code?: unknown; status?: unknown; message?: unknown }
  return { code, status, message }
}

const useFiles = async (files: FilesOfTheSdk, folder: string): Promise<object> => {
  const path = join(folder, 'talk 1.mp3')
  writeFileSync(path, 'streamed')
  return {
    stream: (await files.upload(createReadStream(path), 'sdk', true)).fileURL,
    buffer: (await files.upload(Buffer.from('buffered'), 'sdk/b.wav')).fileURL,
    known: (await files.upload({ value: Buffer.from('known'), options: { filename: 'x.wav', contentType: 'audio/wav', knownLength: 5 } }, 'sdk/c.wav')).fileURL,
    again: await files.upload(Buffer.from('again'), 'sdk/b.wav').catch(failure),
    saved: await files.saveFile('sdk', 'd.txt', 'saved', true),
    appended: await files.append('sdk/d.txt', Buffer.from(' more')),
    names: (await files.listing('sdk')).map(({ name }) => name),
    exists: [await files.exists('sdk/b.wav'), await files.exists('sdk/nothing.wav')],
    removed: await files.remove('sdk/b.wav').then(() => files.exists('sdk/b.wav')),
    missing: await files.remove('sdk/b.wav').catch(failure),
  }
}

const useServices = async ({ invoke }: ServicesOfTheSdk): Promise<object> => ({
  object: await invoke('Probe', 'echoAll', { first: 'a', second: 2 }),
  text: await invoke('Probe', 'sentence', { text: 'words' }),
  numbered: await invoke('Probe', 'fail', { how: 'numbered' }).catch(failure),
  unknown: await invoke('Nobody', 'echoAll', {}).catch(failure),
  asynchronous: await invoke('Probe', 'echoAll', {}, 'async'),
})

const main = async (): Promise<void> => {
  const [address = '', ...keys] = process.argv.slice(2)
  const [appId, apiKey] = keys
  if (appId && apiKey) Backendless.initApp({ serverURL: address, appId, apiKey })
  else Backendless.initApp(address)
  const folder = mkdtempSync(join(tmpdir(), 'sdk-'))
  const services = Backendless.APIServices
  const outcome = { files: await useFiles(Backendless.Files as unknown as FilesOfTheSdk, folder), services: await useServices({ invoke: services.invoke.bind(services) }) }
  rmSync(folder, { recursive: true })
  process.stdout.write(`${JSON.stringify(outcome)}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${String((error as Error).stack)}\n`)
  process.exitCode = 1
})
