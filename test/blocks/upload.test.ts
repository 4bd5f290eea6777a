import { describeError, errorByKey, errorMessage, functions, maxSourceBytes, type ErrorKey, type ErrorValues } from '../../contract'
import { readFixture } from '../support/stand-in'
import { uiFunction } from './shipped-functions'

const definition = functions.find(({ key }) => key === 'uploadAndTranscribe')!
const transcribe = functions.find(({ key }) => key === 'transcribe')!

interface Journal {
  readonly uploads: { name: string; type: string; size: number; path: string }[]
  readonly removed: string[]
  readonly calls: { name: string; inputs: Record<string, unknown> }[]
}

interface World extends Journal {
  /** The shipped function with values by name; everything else is an empty slot. */
  run(values: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>
}

interface Faults {
  readonly upload?: object
  readonly remove?: object
  readonly transcribe?: object
}

/** A file storage and a transcribe block that keep a journal. */
const world = ({ upload, remove, transcribe: callFault }: Faults = {}): World => {
  const journal: Journal = { uploads: [], removed: [], calls: [] }
  const Files = {
    upload: async (file: File, path: string) => {
      await Promise.resolve()
      if (upload) throw upload as Error
      journal.uploads.push({ name: file.name, type: file.type, size: file.size, path })
      return { fileURL: `https://files.test/${path}` }
    },
    remove: async (path: string) => {
      await Promise.resolve()
      if (remove) throw remove as Error
      journal.removed.push(path)
    },
  }
  const call = async (name: string, ...inputs: unknown[]): Promise<unknown> => {
    await Promise.resolve()
    journal.calls.push({ name, inputs: Object.fromEntries(transcribe.inputs.map((input, index) => [input.name, inputs[index]])) })
    if (callFault) throw callFault as Error
    return { text: 'hello', warnings: [{ code: 'link-rewritten', message: 'x' }] }
  }
  const shipped = uiFunction('uploadAndTranscribe', { appPath: 'https://api.test/APP/KEY', Files }, call)
  return { ...journal, run: async (values) => (await shipped(...definition.inputs.map(({ name }) => values[name] ?? null))) as Record<string, unknown> }
}

const failure = (key: ErrorKey, values: ErrorValues = {}): object => ({ code: errorByKey(key).number, message: errorMessage(key, values) })

const recording = (type = 'audio/webm;codecs=opus'): Blob => new Blob([new Uint8Array(readFixture('recorded.webm'))], { type })

describe('a Blob or File', () => {
  it('is uploaded under a name that nobody can guess, with the extension of its bytes, and removed again', async () => {
    const { run, uploads, removed, calls } = world()
    const answer = await run({ audio: new File([recording()], 'Interview with Anna.mp3', { type: 'audio/mpeg' }) })
    expect(uploads).toEqual([{ name: expect.stringMatching(/^[0-9a-f]{32}\.webm$/) as string, type: 'audio/webm', size: recording().size, path: `audio/${uploads[0]?.name}` }])
    expect(calls[0]?.inputs.audioFileUrl).toBe(`https://files.test/${uploads[0]?.path}`)
    expect(removed).toEqual([uploads[0]?.path])
    expect(answer).toMatchObject({ text: 'hello', audioUrl: null })
  })

  it('gets another name each time', async () => {
    const { run, uploads } = world()
    await run({ audio: recording() })
    await run({ audio: recording() })
    expect(new Set(uploads.map(({ path }) => path)).size).toBe(2)
  })

  it('goes into the wished folder and stays when told so', async () => {
    const { run, uploads, removed } = world()
    const answer = await run({ audio: recording(), folder: '/users/anna/', keepUpload: 'true' })
    expect(uploads[0]?.path).toMatch(/^users\/anna\/[0-9a-f]{32}\.webm$/)
    expect(removed).toEqual([])
    expect(answer.audioUrl).toBe(`https://files.test/${uploads[0]?.path}`)
  })

  it('is removed also when the call fails, and the error of the call is told', async () => {
    const { run, uploads, removed } = world({ transcribe: Object.assign(new Error('busy'), { code: 41301 }) })
    await expect(run({ audio: recording() })).rejects.toMatchObject({ code: 41301, message: 'busy' })
    expect(removed).toEqual([uploads[0]?.path])
  })

  it('that cannot be removed is named in a warning, beside those of the service', async () => {
    const { run, uploads } = world({ remove: new Error('no right') })
    const answer = await run({ audio: recording() })
    expect(answer.warnings).toEqual([{ code: 'link-rewritten', message: 'x' }, { code: 'upload-not-removed', message: `The uploaded file could not be removed: ${uploads[0]?.path}.` }])
    expect(answer.audioUrl).toBe(`https://files.test/${uploads[0]?.path}`)
  })

  it.each([
    ['empty', new Blob([]), 'file-empty', {}],
    ['no audio', new Blob(['<!doctype html><p>hi']), 'file-not-audio', { what: 'a web page' }],
    ['too large', Object.defineProperty(new Blob(['a']), 'size', { value: maxSourceBytes + 104_858 }), 'file-too-large', { megabytes: '2048.1', maxMegabytes: '2048.0' }],
  ] as const)('is refused before the upload when it is %s', async (_, audio, key, values) => {
    const { run, uploads } = world()
    await expect(run({ audio })).rejects.toMatchObject(failure(key, values))
    expect(uploads).toEqual([])
  })

  it('that is a folder is refused', async () => {
    const folder = Object.assign(new Blob(['x']), { slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotFoundError')) }) })
    await expect(world().run({ audio: folder })).rejects.toMatchObject(failure('folder-dropped'))
  })

  it.each([
    [{ code: 4000, status: 403, message: 'no' }, 'upload-not-allowed', { folder: 'audio' }],
    [{ status: 401, message: 'no' }, 'upload-not-allowed', { folder: 'audio' }],
    [{ status: 500, message: 'disk full' }, 'upload-failed', { reason: '"disk full" with status 500' }],
    [{ code: 3064, status: 400, message: 'Not existing user token - SECRET' }, 'upload-failed', { reason: 'the login has expired with status 400' }],
    [{}, 'upload-failed', { reason: 'nothing' }],
  ] as const)('that cannot be uploaded says why (%j)', async (upload, key, values) => {
    const { run, calls } = world({ upload: Object.assign(new Error(''), upload) })
    await expect(run({ audio: recording() })).rejects.toMatchObject(failure(key, values))
    expect(calls).toEqual([])
  })
})

describe('an address', () => {
  it('is used as it is, without any upload', async () => {
    const { run, uploads, removed, calls } = world()
    expect(await run({ audio: ' https://example.com/talk.mp3 ' })).toMatchObject({ text: 'hello', audioUrl: 'https://example.com/talk.mp3' })
    expect([uploads, removed]).toEqual([[], []])
    expect(calls[0]?.inputs.audioFileUrl).toBe('https://example.com/talk.mp3')
  })

  it.each([['audio/talk.mp3', 'audio/talk.mp3'], ['/audio/Tom & Jerry #1.mp3', 'audio/Tom%20%26%20Jerry%20%231.mp3'], ['missing', 'missing']])('of the file storage may be its path (%s)', async (audio, path) => {
    const { run, calls } = world()
    await run({ audio })
    expect(calls[0]?.inputs.audioFileUrl).toBe(`https://api.test/APP/KEY/files/${path}`)
  })

  it('that only this page can read is uploaded', async () => {
    const url = URL.createObjectURL(recording())
    const { run, uploads } = world()
    await run({ audio: url })
    expect(uploads[0]?.type).toBe('audio/webm')
    URL.revokeObjectURL(url)
    await expect(run({ audio: url })).rejects.toMatchObject(failure('parameter-type', { name: 'audio', expected: 'web address, a path of the file storage, a File or a Blob', value: `"${url}"` }))
  })
})

it('hands everything else on to the block that transcribes, by its name and in its order', async () => {
  const { run, calls } = world()
  const values = Object.fromEntries(definition.inputs.slice(3).map(({ name }) => [name, `value of ${name}`]))
  await run({ ...values, audio: 'https://example.com/talk.mp3' })
  expect(calls).toEqual([{ name: 'Audio: transcribe', inputs: { ...values, audioFileUrl: 'https://example.com/talk.mp3', saveSource: null } }])
})

it('says that no audio was given, and what is none', async () => {
  const { run } = world()
  for (const nothing of [null, undefined, '', ' ']) await expect(run({ audio: nothing })).rejects.toMatchObject(failure('audio-missing', { name: 'audio' }))
  await expect(run({ audio: { name: 'a.mp3' } })).rejects.toMatchObject({ message: expect.stringContaining('it was object') as string })
  expect(describeError('audio-missing', { name: 'audio' }).sentence).toBe('No audio was given.')
  await expect(run({ audio: recording(), keepUpload: 'perhaps' })).rejects.toMatchObject(failure('parameter-type', { name: 'keepUpload', expected: 'boolean (true or false)', value: '"perhaps"' }))
})
