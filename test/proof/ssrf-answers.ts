import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { maxSourceBytes } from '../../contract'
import { answer, cut, flood, head, raw, redirect, stall, trickle, type Play } from '../support/hostile-sources'

/** What a public source answers, and what must come of it. `seconds` shortens the time limit of the call. */
export interface AnswerCase {
  readonly name: string
  readonly play: Play
  readonly expected: number | 'audio'
  readonly seconds?: number
}

const noise = (bytes: number): Buffer => Buffer.from(Array.from({ length: bytes }, (_, index) => (index * 73) % 251))
const oggStart = Buffer.from('OggS\0')

/** Looks like Ogg to whoever reads its first bytes, which is all that a download judges. */
export const audio = Buffer.concat([oggStart, noise(3000)])

const bomb = Buffer.concat([oggStart, Buffer.alloc(30_000_000)])
const half = Math.floor(audio.length / 2)
const chunked = (...sizes: readonly (readonly [size: string, data: Uint8Array])[]): Buffer =>
  Buffer.concat(sizes.flatMap(([size, data]) => [Buffer.from(`${size}\r\n`), data, Buffer.from('\r\n')]))
const chunks = head(200, { 'Transfer-Encoding': 'chunked' })
const wholeChunk = [audio.length.toString(16), audio] as const
const okHead = head(200, { 'Content-Length': audio.length })

const redirectsOf = (port: string): readonly AnswerCase[] => [
  ...[300, 301, 302, 303, 307, 308].map((status): AnswerCase => ({ name: `redirect ${status} to this machine`, play: redirect(`http://127.0.0.1${port}/`, status), expected: 41101 })),
  ...[
    `http://[::1]${port}/`, `http://2130706433${port}/`, 'http://169.254.169.254/latest/meta-data/', 'http://10.0.0.1/', `http://localhost${port}/`, 'http://intranet/', 'http://mixed.test/', 'http://[::ffff:169.254.169.254]/',
    `//127.0.0.1${port}/`, '//169.254.169.254/', `\\\\127.0.0.1${port}\\`, 'https://192.168.0.1/',
  ].map((location): AnswerCase => ({ name: `redirect to ${location.replace(port, '')}`, play: redirect(location), expected: 41101 })),
  ...['file:///etc/passwd', `gopher://127.0.0.1${port}/`, 'ftp://public.test/', 'data:audio/wav;base64,UklGRg=='].map((location): AnswerCase => ({ name: `redirect to ${location.replace(port, '')}`, play: redirect(location), expected: 41003 })),
  { name: 'redirect with credentials', play: redirect('http://user:word@public.test/audio'), expected: 41004 },
  { name: 'redirect with a public name as user', play: redirect(`http://public.test@127.0.0.1${port}/`), expected: 41004 },
  { name: 'redirect to a broken address', play: redirect('http://[oops'), expected: 41002 },
  { name: 'redirect to nowhere', play: redirect(''), expected: 41103 },
  { name: 'redirect to itself', play: redirect('?again'), expected: 41113 },
  { name: 'redirect in a ring', play: redirect('/ring-a'), expected: 41113 },
  { name: 'five redirects', play: redirect('/hop-4'), expected: 'audio' },
  { name: 'six redirects', play: redirect('/hop-5'), expected: 41113 },
  { name: 'six redirects, the last to this machine', play: redirect('/private-hop-4'), expected: 41113 },
  { name: 'five redirects, the last to this machine', play: redirect('/private-hop-3'), expected: 41101 },
  { name: 'redirect to another public host', play: redirect('http://other.test/audio'), expected: 'audio' },
  { name: 'redirect whose body never ends', play: trickle(head(302, { Location: `http://127.0.0.1${port}/` }), 'x', 50), expected: 41101 },
  { name: 'refresh header to this machine', play: answer('<html>', { headers: { Refresh: `0; url=http://127.0.0.1${port}/` } }), expected: 41108 },
]

const slow: readonly AnswerCase[] = [
  { name: 'no answer', play: stall(), expected: 41401, seconds: 2 },
  { name: 'headers byte by byte', play: trickle('HTTP/1.1 200 OK\r\nX-Slow: ', 'a', 100), expected: 41401, seconds: 2 },
  { name: 'header lines without end', play: trickle('HTTP/1.1 200 OK\r\n', 'X-A: b\r\n', 100), expected: 41401, seconds: 2 },
  { name: 'interim answers without end', play: trickle('', 'HTTP/1.1 100 Continue\r\n\r\n', 50), expected: 41401, seconds: 2 },
  { name: 'a body byte by byte', play: trickle(head(200) + 'OggS', 'a', 100), expected: 41401, seconds: 2 },
  { name: 'a body that stops', play: stall(okHead, audio.subarray(0, half)), expected: 41401, seconds: 2 },
  { name: 'an empty chunked body that never ends', play: stall(chunks), expected: 41401, seconds: 2 },
  { name: 'an error whose body never ends', play: trickle(head(500), 'x', 100), expected: 41105 },
]

const lengths: readonly AnswerCase[] = [
  { name: 'more announced than sent', play: answer(audio, { announced: audio.length * 2 }), expected: 41114 },
  { name: 'less announced than sent', play: raw(Buffer.concat([Buffer.from(head(200, { 'Content-Length': half })), audio])), expected: 'audio' },
  { name: 'nothing announced', play: answer(audio, { announced: null }), expected: 'audio' },
  { name: 'a negative length', play: answer(audio, { announced: -1 }), expected: 41106 },
  { name: 'a length in words', play: answer(audio, { announced: 'many' }), expected: 41106 },
  { name: 'an absurd length', play: stall(head(200, { 'Content-Length': '99999999999999999999' })), expected: 41106 },
  { name: 'a length beyond the limit', play: stall(head(200, { 'Content-Length': maxSourceBytes + 1 })), expected: 41112 },
  { name: 'two different lengths', play: raw(`HTTP/1.1 200 OK\r\nContent-Length: ${audio.length}\r\nContent-Length: 5\r\n\r\n`, audio), expected: 41106 },
  { name: 'a length and chunks', play: raw(`HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`, chunked(wholeChunk, ['0', Buffer.alloc(0)])), expected: 41106 },
  { name: 'chunks', play: raw(chunks, chunked(wholeChunk, ['0', Buffer.alloc(0)])), expected: 'audio' },
  { name: 'a chunk of no size', play: raw(chunks, chunked(['oops', audio])), expected: 41114 },
  { name: 'a chunk that is too short', play: raw(chunks, chunked(['fff', audio])), expected: 41114 },
  { name: 'no last chunk', play: raw(chunks, chunked(wholeChunk)), expected: 41114 },
  { name: 'chunks without end', play: flood(chunks, chunked(['10000', noise(65_536)])), expected: 41110 },
  { name: 'audio without end', play: flood(`${head(200)}OggS\0`, noise(65_536)), expected: 41115 },
  { name: 'a second answer behind the first', play: raw(okHead, audio, okHead, audio), expected: 'audio' },
  { name: 'a connection that stays open', play: answer(audio, { stayOpen: true, headers: { Connection: 'keep-alive' } }), expected: 'audio' },
]

const broken: readonly AnswerCase[] = [
  { name: 'a hang-up before the answer', play: raw(), expected: 41106 },
  { name: 'a reset before the answer', play: cut(), expected: 41106 },
  { name: 'a reset in the headers', play: cut('HTTP/1.1 200 OK\r\nContent-'), expected: 41106 },
  { name: 'a reset behind the headers', play: cut(okHead), expected: 41114 },
  { name: 'a reset in the body', play: cut(okHead, audio.subarray(0, half)), expected: 41114 },
  { name: 'a reset in a body of unknown length', play: cut(head(200), audio.subarray(0, half)), expected: 41114 },
  { name: 'an empty body', play: answer(''), expected: 41109 },
  { name: 'not HTTP', play: raw('SSH-2.0-OpenSSH_9.6\r\n'), expected: 41106 },
  { name: 'HTTP 0.9', play: raw(audio), expected: 41106 },
  { name: 'a header of 200 kB', play: raw(`HTTP/1.1 200 OK\r\nX-Flood: ${'a'.repeat(200_000)}\r\n\r\n`), expected: 41106 },
  { name: 'fifty thousand headers', play: raw(`HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(50_000)}\r\n`, audio), expected: 41106 },
  { name: 'a header with control characters', play: raw('HTTP/1.1 200 OK\r\nX-A: \x01\x02\r\n\r\n', audio), expected: 41106 },
]

const statuses: readonly AnswerCase[] = [
  { name: 'an interim answer first', play: raw('HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n', okHead, audio), expected: 'audio' },
  { name: '101 switching protocols', play: raw('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'), expected: 41106 },
  { name: '101 that stays open', play: stall('HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'), expected: 41106 },
  { name: '204', play: answer('', { status: 204, announced: null }), expected: 41109 },
  { name: '206 that nobody asked for', play: answer(audio, { status: 206 }), expected: 'audio' },
  { name: '304', play: answer('', { status: 304, announced: null }), expected: 41103 },
  ...([[400, 41103], [401, 41104], [403, 41104], [404, 41103], [407, 41104], [410, 41103], [429, 41105], [500, 41105], [503, 41105], [999, 41105]] as const)
    .map(([status, expected]): AnswerCase => ({ name: String(status), play: answer('{"code":4000}', { status }), expected })),
]

const packed = (encoding: string, body: Buffer): Play => answer(body, { headers: { 'Content-Encoding': encoding } })

const compressed: readonly AnswerCase[] = [
  { name: 'audio packed with gzip', play: packed('gzip', gzipSync(audio)), expected: 41110 },
  { name: 'a gzip bomb', play: packed('gzip', gzipSync(bomb)), expected: 41110 },
  { name: 'a gzip bomb in a gzip bomb', play: packed('gzip, gzip', gzipSync(gzipSync(bomb))), expected: 41110 },
  { name: 'a deflate bomb', play: packed('deflate', deflateSync(bomb)), expected: 41110 },
  { name: 'a brotli bomb', play: packed('br', brotliCompressSync(bomb)), expected: 41110 },
  { name: 'plain audio that claims gzip', play: packed('gzip', audio), expected: 'audio' },
  { name: 'a gzip bomb in chunks', play: raw(head(200, { 'Transfer-Encoding': 'gzip, chunked' }), chunked([gzipSync(bomb).length.toString(16), gzipSync(bomb)], ['0', Buffer.alloc(0)])), expected: 41110 },
]

const contents: readonly AnswerCase[] = [
  { name: 'a web page', play: answer('<!DOCTYPE html><html>Sign in</html>', { headers: { 'Content-Type': 'audio/mpeg' } }), expected: 41108 },
  { name: 'a password file', play: answer('root:x:0:0:root:/root:/bin/bash\n'), expected: 41110 },
  { name: 'AMR audio', play: answer('#!AMR\n0123456789'), expected: 41111 },
  { name: 'audio that calls itself a web page', play: answer(audio, { headers: { 'Content-Type': 'text/html' } }), expected: 'audio' },
]

/** Everything that a public source can do to whoever reads from it. */
export const answerCasesOf = (canaryPort: number): readonly AnswerCase[] => [...slow, ...redirectsOf(`:${canaryPort}`), ...lengths, ...broken, ...statuses, ...compressed, ...contents]

/** Stations of the chains above; a chain of n ends after n more redirects. */
export const stationsOf = (canaryPort: number): Readonly<Record<string, Play>> => ({
  '/audio': answer(audio),
  '/a.wav': answer(audio),
  '/turn': redirect('http://turncoat.test/a.wav'),
  '/to-canary': redirect(`http://127.0.0.1:${canaryPort}/`),
  '/to-other': redirect('http://other.test/audio'),
  '/ring-a': redirect('/ring-b'),
  '/ring-b': redirect('/ring-a'),
  '/hop-0': answer(audio),
  ...Object.fromEntries([1, 2, 3, 4, 5].map((left) => [`/hop-${left}`, redirect(`/hop-${left - 1}`, [301, 302, 303, 307, 308][left - 1])])),
  '/private-hop-0': redirect(`http://127.0.0.1:${canaryPort}/`),
  ...Object.fromEntries([1, 2, 3, 4].map((left) => [`/private-hop-${left}`, redirect(`/private-hop-${left - 1}`)])),
})
