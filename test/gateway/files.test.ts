import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoApp, newApp } from '../../playground/backendless/apps'
import { openFileStore } from '../../playground/backendless/files/file-store'
import { postJson, rawRequest, uploadFile } from '../support/http'
import { fixtureService, startTestPlayground, type TestPlayground } from '../support/playground'

const maxUploadBytes = 200_000

let playground: TestPlayground
let files: string
beforeAll(async () => {
  playground = await startTestPlayground({ serviceDirs: [fixtureService('probe')], upstream: { apiKey: 'k' }, maxUploadBytes })
  files = `${playground.url}/api/files`
})
afterAll(() => playground.stop())

const textOf = async (url: string): Promise<string> => (await fetch(url)).text()

describe('an upload', () => {
  it('answers the address under which the same bytes come back', async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251)
    const { status, body } = await uploadFile(`${files}/audio/talk.mp3`, 'ignored.bin', bytes)
    expect([status, body]).toEqual([200, { fileURL: `${playground.url}/api/files/audio/talk.mp3` }])
    expect(new Uint8Array(await (await fetch(body.fileURL)).arrayBuffer())).toEqual(bytes)
  })

  it('takes the name of the file when the address names only a folder', async () => {
    expect((await uploadFile(`${files}/own-names`, 'memo 1.m4a', 'x')).body.fileURL).toBe(`${files}/own-names/memo%201.m4a`)
    expect((await uploadFile(`${files}/own-names/`, 'C:\\Users\\me\\memo2.m4a', 'x')).body.fileURL).toBe(`${files}/own-names/memo2.m4a`)
  })

  it('keeps emoji, spaces and umlauts in names', async () => {
    const name = 'Grüße 🎙️ 100%.wav'
    const { body } = await uploadFile(`${files}/näme/${encodeURIComponent(name)}`, 'x', 'hello')
    expect(body.fileURL).toBe(`${files}/n%C3%A4me/${encodeURIComponent(name)}`)
    expect(await textOf(body.fileURL)).toBe('hello')
  })

  it('does not replace a file unless told to', async () => {
    const url = `${files}/twice.txt`
    await uploadFile(url, 'a', 'first')
    expect(await uploadFile(url, 'a', 'second')).toMatchObject({ status: 409, body: { code: 0, message: 'File already exists: twice.txt. Set overwrite=true to replace it' } })
    expect(await textOf(url)).toBe('first')
    expect((await uploadFile(url, 'a', 'third', '?overwrite=true')).status).toBe(200)
    expect(await textOf(url)).toBe('third')
  })

  it('lets one of many win when they come at the same time', async () => {
    const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((content) => uploadFile(`${files}/race.txt`, 'x', content.repeat(50_000))))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
    expect(await textOf(`${files}/race.txt`)).toMatch(/^(.)\1{49999}$/)
  })

  it('keeps an empty file', async () => {
    const { body } = await uploadFile(`${files}/empty.mp3`, 'x', '')
    expect(await textOf(body.fileURL)).toBe('')
  })

  it('refuses a file above the limit and leaves nothing behind', async () => {
    expect(await uploadFile(`${files}/large.bin`, 'x', new Uint8Array(maxUploadBytes + 1))).toMatchObject({ status: 413, body: { code: 0 } })
    expect((await fetch(`${files}/large.bin`)).status).toBe(404)
    expect((await uploadFile(`${files}/just-right.bin`, 'x', new Uint8Array(maxUploadBytes))).status).toBe(200)
    expect(readdirSync(join(playground.dataDir, demoApp.id, 'tmp'))).toEqual([])
  })

  it('that is cut off leaves nothing behind', async () => {
    const socket = connect(Number(new URL(playground.url).port), '127.0.0.1')
    socket.write('POST /api/files/cut.bin HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 100000\r\n\r\n--B\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\nsome bytes')
    const temporary = join(playground.dataDir, demoApp.id, 'tmp')
    const entries = (): number => readdirSync(temporary).length
    for (let wait = 0; wait < 100 && entries() === 0; wait++) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(entries()).toBe(1)
    socket.destroy()
    for (let wait = 0; wait < 100 && entries() > 0; wait++) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(entries()).toBe(0)
    expect((await fetch(`${files}/cut.bin`)).status).toBe(404)
  })

  it('refuses a form without the field "file" and a body that is no form', async () => {
    const form = new FormData()
    form.append('upload', new Blob(['x']), 'a.txt')
    const wrongField = await fetch(`${files}/a.txt`, { method: 'POST', body: form })
    expect([wrongField.status, await wrongField.json()]).toEqual([400, { code: 0, message: 'The upload is not a usable form: it has no file in the field "file"' }])
    expect(await rawRequest(playground.url, 'POST', '/api/files/a.txt', { headers: { 'content-type': 'multipart/form-data' }, body: 'x' })).toMatchObject({ status: 400 })
    expect(await rawRequest(playground.url, 'POST', '/api/files/a.txt', { headers: { 'content-type': 'audio/mpeg' }, body: 'x' })).toMatchObject({ status: 400 })
    expect((await fetch(`${files}/a.txt`)).status).toBe(404)
  })

  it('accepts a part without a name, as the SDK sends a Buffer', async () => {
    const body = '--B\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: application/octet-stream\r\n\r\nbytes\r\n--B--\r\n'
    const answer = await rawRequest(playground.url, 'POST', '/api/files/nameless.bin', { headers: { 'content-type': 'multipart/form-data; boundary=B' }, body })
    expect(answer.status).toBe(200)
    expect(await textOf(`${files}/nameless.bin`)).toBe('bytes')
  })

  it('refuses a name that is a folder, and a folder that is a file', async () => {
    await uploadFile(`${files}/tree/leaf.txt`, 'x', '1')
    expect((await uploadFile(`${files}/tree/leaf.txt/deeper.txt`, 'x', '2')).status).toBe(409)
    await uploadFile(`${files}/dotted.d/leaf.txt`, 'x', '1')
    expect((await uploadFile(`${files}/dotted.d`, 'x', '2', '?overwrite=true')).status).toBe(409)
  })
})

describe('uploads that a killed playground left behind', () => {
  it('are removed after a day, and not while another playground may still write them', () => {
    const appDir = mkdtempSync(join(tmpdir(), 'file-store-'))
    const temporary = join(appDir, 'tmp')
    mkdirSync(temporary)
    for (const name of ['old', 'young']) writeFileSync(join(temporary, name), 'x')
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60
    utimesSync(join(temporary, 'old'), twoDaysAgo, twoDaysAgo)
    openFileStore(appDir)
    expect(readdirSync(temporary)).toEqual(['young'])
    rmSync(appDir, { recursive: true })
  })
})

describe('an upload by address', () => {
  const sources = createServer((request, response) => {
    if (request.url === '/endless') return void response.write(Buffer.alloc(maxUploadBytes + 10))
    response.statusCode = request.url === '/missing.mp3' ? 404 : 200
    return void response.end('fetched')
  })
  let source: string
  beforeAll(async () => {
    await new Promise<void>((done) => sources.listen(0, '127.0.0.1', done))
    source = `http://127.0.0.1:${(sources.address() as AddressInfo).port}`
  })
  afterAll(() => {
    sources.close()
    sources.closeAllConnections()
  })

  it('is fetched by the server', async () => {
    const answer = await postJson(`${files}/fetched/a.mp3`, { url: `${source}/a.mp3?sig=1` })
    expect(answer).toMatchObject({ status: 200, body: { fileURL: `${files}/fetched/a.mp3` } })
    expect(await textOf(answer.body.fileURL)).toBe('fetched')
  })

  it.each([['missing.mp3', 400], ['endless', 413]])('that answers %s is refused', async (path, status) => {
    expect(await postJson(`${files}/nothing.mp3`, { url: `${source}/${path}` })).toMatchObject({ status, body: { code: 0 } })
    expect((await fetch(`${files}/nothing.mp3`)).status).toBe(404)
  })

  it.each(['file:///etc/passwd', 'nonsense', 5])('refuses %s', async (url) => {
    expect(await postJson(`${files}/nothing.mp3`, { url })).toMatchObject({ status: 400 })
  })

  it('is not made for a web page of another origin', async () => {
    expect(await postJson(`${files}/nothing.mp3`, { url: `${source}/a.mp3` }, { origin: 'https://evil.example' })).toMatchObject({ status: 403 })
  })
})

describe('a download', () => {
  beforeAll(() => uploadFile(`${files}/range/digits.mp3`, 'x', '0123456789'))

  it.each([['bytes=2-4', '234', 'bytes 2-4/10'], ['bytes=7-', '789', 'bytes 7-9/10'], ['bytes=-2', '89', 'bytes 8-9/10']])('answers the range %s', async (range, text, contentRange) => {
    const response = await fetch(`${files}/range/digits.mp3`, { headers: { range } })
    expect([response.status, await response.text(), response.headers.get('content-range')]).toEqual([206, text, contentRange])
  })

  it('refuses a range behind the end', async () => {
    expect((await fetch(`${files}/range/digits.mp3`, { headers: { range: 'bytes=20-' } })).status).toBe(416)
  })

  it('tells length and kind, to HEAD too', async () => {
    const response = await fetch(`${files}/range/digits.mp3`, { method: 'HEAD' })
    expect([response.status, response.headers.get('content-length'), response.headers.get('content-type'), response.headers.get('accept-ranges')]).toEqual([200, '10', 'audio/mpeg', 'bytes'])
  })

  it.each([['a.flac', 'audio/flac'], ['a.mpga', 'audio/mpeg'], ['a.m4a', 'audio/mp4'], ['a.ogg', 'audio/ogg'], ['a.wav', 'audio/wav'], ['a.webm', 'video/webm'], ['a.mp4', 'video/mp4']])('of %s is %s', async (name, type) => {
    const { body } = await uploadFile(`${files}/kinds/${name}`, 'x', '1')
    expect((await fetch(body.fileURL)).headers.get('content-type')).toBe(type)
  })

  it('of an uploaded page runs without the rights of the playground', async () => {
    const { body } = await uploadFile(`${files}/kinds/page.html`, 'x', '<script>1</script>')
    expect((await fetch(body.fileURL)).headers.get('content-security-policy')).toBe('sandbox')
  })

  it('of a missing file is the error of the platform', async () => {
    const response = await fetch(`${files}/no/such.mp3`)
    expect([response.status, await response.json()]).toEqual([404, { code: 6000, message: 'File or directory cannot be found: /no/such.mp3' }])
  })
})

describe('other calls of Files', () => {
  it('save and append Base64 and text', async () => {
    const put = (path: string, body: string): Promise<Response> => fetch(`${files}/${path}`, { method: 'PUT', headers: { 'content-type': 'text/plain' }, body })
    const saved = await put('binary/notes/a.txt', Buffer.from('one ').toString('base64'))
    expect([saved.status, await saved.json()]).toEqual([200, `${files}/notes/a.txt`])
    expect((await put('binary/notes/a.txt', 'eA==')).status).toBe(409)
    await put('append/binary/notes/a.txt', Buffer.from('two ').toString('base64'))
    await put('append/notes/a.txt', 'three')
    expect(await textOf(`${files}/notes/a.txt`)).toBe('one two three')
    expect((await put('binary/notes/a.txt?overwrite=true', Buffer.from('new').toString('base64'))).status).toBe(200)
    expect(await textOf(`${files}/notes/a.txt`)).toBe('new')
  })

  it('list a folder by pattern, depth and page', async () => {
    for (const name of ['b.mp3', 'a.mp3', 'c.txt', 'deep/d.mp3']) await uploadFile(`${files}/list/${name}`, 'x', name)
    const list = async (query: string): Promise<Record<string, unknown>[]> => (await (await fetch(`${files}/list/${query}`)).json()) as Record<string, unknown>[]
    expect((await list('')).map(({ name }) => name)).toEqual(['a.mp3', 'b.mp3', 'c.txt', 'deep'])
    expect((await list('?pattern=*.mp3&sub=true')).map(({ url }) => url)).toEqual(['list/a.mp3', 'list/b.mp3', 'list/deep/d.mp3'])
    expect((await list('?pagesize=1&offset=1')).map(({ name }) => name)).toEqual(['b.mp3'])
    expect((await list('?pattern=a.*'))[0]).toMatchObject({ name: 'a.mp3', size: 5, publicUrl: `${files}/list/a.mp3` })
    expect(await (await fetch(`${files}/list?action=count&pattern=*.mp3`)).json()).toBe(2)
  })

  it('tell whether something exists', async () => {
    await uploadFile(`${files}/there.mp3`, 'x', '1')
    const exists = async (path: string): Promise<unknown> => (await fetch(`${files}/${path}?action=exists`)).json()
    expect([await exists('there.mp3'), await exists('list'), await exists('not-there.mp3')]).toEqual([true, true, false])
  })

  it('remove a file or a folder, but never the root', async () => {
    const remove = (path: string): Promise<Response> => fetch(`${files}/${path}`, { method: 'DELETE' })
    await uploadFile(`${files}/bin/a.txt`, 'x', '1')
    expect((await remove('bin/a.txt')).status).toBe(200)
    expect((await remove('bin/a.txt')).status).toBe(404)
    expect((await remove('bin')).status).toBe(200)
    expect((await fetch(`${files}/bin?action=exists`).then((response) => response.json()))).toBe(false)
    expect((await remove('')).status).toBe(400)
  })

  it('keep the apps apart', async () => {
    const other = `${playground.url}/${newApp.id}/${newApp.jsKey}/files`
    await uploadFile(`${files}/mine.txt`, 'x', 'demo')
    expect((await fetch(`${other}/mine.txt`)).status).toBe(404)
    const { body } = await uploadFile(`${other}/mine.txt`, 'x', 'new')
    expect(body.fileURL).toBe(`${other}/mine.txt`)
    expect(await textOf(body.fileURL)).toBe('new')
  })

  it('give Cloud Code an address with its own key, as the platform does', async () => {
    const { body } = await postJson(`${playground.url}/api/services/Probe/save`, { path: 'from/service.txt', text: 'saved' })
    expect(body.fileURL).toBe(`${playground.url}/${demoApp.id}/${demoApp.codeRunnerKey}/files/from/service.txt`)
    expect(await textOf(`${files}/from/service.txt`)).toBe('saved')
  })
})

describe('paths that try to leave the storage', () => {
  const attempts = [
    '/api/files/../settings.json', '/api/files/..%2f..%2fsettings.json', '/api/files/%2e%2e/settings.json', '/api/files/%2e%2e%2fsettings.json', '/api/files/a/../../settings.json',
    '/api/files/..%5csettings.json', '/api/files/a%00.txt', '/api/files/a%0d%0ab.txt', '/api/files/%2fetc%2fpasswd', '/api/files/./settings.json', '/api/files/%zz.txt',
    `/api/files/${'x'.repeat(256)}.txt`, `/api/files/${'deep/'.repeat(40)}a.txt`, `/api/files/${encodeURIComponent('🎙'.repeat(70))}.txt`,
  ]

  it.each(attempts)('are refused: %s', async (path) => {
    const form = '--B\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx\r\n--B--\r\n'
    const headers = { 'content-type': 'multipart/form-data; boundary=B' }
    for (const answer of [
      await rawRequest(playground.url, 'GET', path),
      await rawRequest(playground.url, 'POST', path, { headers, body: form }),
      await rawRequest(playground.url, 'DELETE', path),
      await rawRequest(playground.url, 'PUT', path.replace('/files/', '/files/binary/'), { body: 'eA==' }),
    ]) expect([answer.status, JSON.parse(answer.text).code]).toEqual([400, 0])
  })

  it('are refused in the name that a form brings', async () => {
    const send = (name: string): Promise<{ status: number; text: string }> =>
      rawRequest(playground.url, 'POST', '/api/files/names', { headers: { 'content-type': 'multipart/form-data; boundary=B' }, body: `--B\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\nx\r\n--B--\r\n` })
    expect((await send('..')).status).toBe(400)
    expect(JSON.parse((await send('../../up.txt')).text)).toEqual({ fileURL: `${files}/names/up.txt` })
    expect(existsSync(join(playground.dataDir, 'up.txt'))).toBe(false)
  })

  it('leave nothing outside of the storage', () => {
    expect(readdirSync(join(playground.dataDir, demoApp.id)).sort()).toEqual(['data', 'files', 'tmp'])
  })
})
