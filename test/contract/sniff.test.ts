import { audioTypes, promisedExtensions, sniff } from '../../contract'

const bytes = (...parts: (string | number[])[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)))

describe('sniff', () => {
  test.each([
    ['flac', bytes('fLaC', [0, 0, 0, 34])],
    ['ogg', bytes('OggS', [0, 2])],
    ['wav', bytes('RIFF', [1, 2, 3, 4], 'WAVEfmt ')],
    ['webm', bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f])],
    ['mp4', bytes([0, 0, 0, 32], 'ftypM4A ')],
    ['aac', bytes([0xff, 0xf1, 0x50, 0x80])],
    ['mp3', bytes('ID3', [4, 0, 0])],
    ['mp3', bytes([0xff, 0xfb, 0x90, 0x64])],
    ['mp3', bytes([0xff, 0xf3, 0x48, 0xc4])],
  ])('knows %s', (container, start) => {
    expect(sniff(start)).toMatchObject({ kind: 'audio', type: { container } })
  })

  test.each([
    ['AMR audio', 'convert', bytes('#!AMR\n')],
    ['MPEG layer II audio', 'convert', bytes([0xff, 0xfd, 0x84, 0x04])],
    ['an MPEG program stream', 'convert', bytes([0, 0, 1, 0xba, 0x44])],
    ['AVI video', 'convert', bytes('RIFF', [0, 0, 0, 0], 'AVI LIST')],
    ['a web page', 'web-page', bytes('\n <!DOCTYPE html><html>')],
    ['a web page', 'web-page', bytes([0xef, 0xbb, 0xbf], '<html lang="en">')],
    ['a PDF document', 'not-audio', bytes('%PDF-1.7')],
    ['text', 'not-audio', bytes('{"error":"nothing here"}')],
    ['an unknown kind of file', 'not-audio', bytes([0, 1, 2, 3, 4, 5, 6, 7])],
    ['an unknown kind of file', 'not-audio', bytes([0xff, 0xff, 0xff, 0xff])],
  ])('says %s (%s)', (what, advice, start) => {
    expect(sniff(start)).toEqual({ kind: 'other', what, advice })
  })

  test('survives any start of any length', () => {
    for (let length = 0; length < 20; length += 1) expect(sniff(new Uint8Array(length)).kind).toBe('other')
  })

  test('every promised extension belongs to exactly one container', () => {
    promisedExtensions.forEach((extension) => expect(audioTypes.filter(({ extensions }) => extensions.includes(extension))).toHaveLength(1))
  })
})
