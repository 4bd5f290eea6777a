import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Ear, Heard } from './ear'
import type { Admission } from './engine'
import type { Form, FormFile } from './form'
import type { ReceivedFile, ReceivedRequest, ScriptedReply } from './protocol'

/** One request while it is being written down. */
export interface Entry {
  form: Form | null
  json: unknown
  bodyBytes: number
  receivedAtMs: number | null
  endedAtMs: number | null
  status: number | null
  aborted: boolean
  /** Listens to the file of the form: at most once, and only when somebody asks. */
  hear(): Promise<Heard>
}

export interface Journal {
  open(request: IncomingMessage, admission: Admission, authorization: ReceivedRequest['authorization'], reply: ScriptedReply | null): Entry
  /** Everything so far, in the order in which the requests began; listens to files that nobody has listened to yet. */
  read(): Promise<ReceivedRequest[]>
  clear(): void
}

/** A client knows a moment before the server that a connection has ended. */
const settleMs = 300
const settleStepMs = 10

const secretHeaders: readonly string[] = ['authorization', 'api-key', 'x-api-key', 'cookie']

const plainHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(request.headers).filter(([name]) => !secretHeaders.includes(name)).map(([name, value]) => [name, String(value)]))

const notAFile: Heard = { ok: false, problem: 'No file' }

const describeFile = (file: FormFile, heard: Heard): ReceivedFile => ({
  name: file.name, contentType: file.contentType, bytes: file.bytes.length, sha256: file.sha256,
  words: heard.ok ? heard.words : null, durationSeconds: heard.ok ? heard.durationSeconds : null,
})

type Facts = Pick<ReceivedRequest, 'endpoint' | 'method' | 'path' | 'headers' | 'headerNames' | 'authorization' | 'startedAtMs' | 'scripted'>

const toReceived = async (facts: Facts, entry: Entry): Promise<ReceivedRequest> => ({
  ...facts,
  fields: entry.form?.fields ?? {}, partOrder: entry.form?.partOrder ?? [], json: entry.json,
  bodyBytes: entry.bodyBytes, receivedAtMs: entry.receivedAtMs, endedAtMs: entry.endedAtMs, status: entry.status, aborted: entry.aborted,
  file: entry.form?.file ? describeFile(entry.form.file, await entry.hear()) : null,
})

const createEntry = (ear: Ear): Entry => {
  let heard: Promise<Heard> | undefined
  const entry: Entry = {
    form: null, json: undefined, bodyBytes: 0, receivedAtMs: null, endedAtMs: null, status: null, aborted: false,
    hear: () => (heard ??= entry.form?.file ? ear.listen(entry.form.file.bytes) : Promise.resolve(notAFile)),
  }
  return entry
}

/** Writes down what arrived. With `keep` false nothing is remembered: the playground runs for days. */
export const createJournal = (ear: Ear, keep: boolean): Journal => {
  let pages: { facts: Facts; entry: Entry }[] = []
  return {
    open: (request, { endpoint, method, path }, authorization, reply) => {
      const entry = createEntry(ear)
      const facts: Facts = {
        endpoint, method, path, headers: plainHeaders(request), headerNames: Object.keys(request.headers), authorization,
        startedAtMs: Date.now(), scripted: reply?.kind ?? null,
      }
      if (keep) pages.push({ facts, entry })
      return entry
    },
    read: async () => {
      for (let waitedMs = 0; waitedMs < settleMs && pages.some(({ entry }) => entry.endedAtMs === null); waitedMs += settleStepMs) await sleep(settleStepMs)
      return Promise.all(pages.map(({ facts, entry }) => toReceived(facts, entry)))
    },
    clear: () => {
      pages = []
    },
  }
}
