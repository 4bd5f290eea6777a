import { readingHeaders, type OwnStorage } from '../../service/src/source/own-storage'
import { directLinkOf } from '../../service/src/source/share-links'

describe('directLinkOf', () => {
  test.each([
    ['https://drive.google.com/file/d/1AbC-d_e/view?usp=sharing', 'https://drive.google.com/uc?export=download&id=1AbC-d_e'],
    ['https://drive.google.com/open?id=1AbC', 'https://drive.google.com/uc?export=download&id=1AbC'],
    ['https://www.dropbox.com/s/abc/talk.mp3?dl=0', 'https://www.dropbox.com/s/abc/talk.mp3?dl=1'],
    ['https://www.dropbox.com/scl/fi/abc/talk.mp3?rlkey=k&dl=0', 'https://www.dropbox.com/scl/fi/abc/talk.mp3?rlkey=k&dl=1'],
  ])('turns %s into its file', (written, direct) => {
    expect(directLinkOf(new URL(written))?.href).toBe(direct)
  })

  test.each(['https://www.dropbox.com/s/abc/talk.mp3?dl=1', 'https://drive.google.com/drive/folders/1', 'https://example.com/file/d/1/view', 'https://evil.test/?u=drive.google.com'])('leaves %s alone', (written) => {
    expect(directLinkOf(new URL(written))).toBeNull()
  })
})

describe('readingHeaders', () => {
  const storage: OwnStorage = { apiOrigin: 'https://api.backendless.com', appId: 'APP-1', calledHost: 'mine.backendless.app', userToken: 'T' }
  const tokenFor = (url: string, part: Partial<OwnStorage> = {}): string | undefined => readingHeaders(new URL(url), { ...storage, ...part })['user-token']

  test.each(['https://api.backendless.com/APP-1/KEY/files/audio/a.mp3', 'https://api.backendless.com/app-1/key/files/a.mp3', 'https://mine.backendless.app/api/files/audio/a.mp3'])('reads %s as the caller', (url) => {
    expect(tokenFor(url)).toBe('T')
    expect(tokenFor(url, { userToken: null })).toBeUndefined()
  })

  test('reads a file under the address that was called, also when the service knows the platform by another one', () => {
    expect(tokenFor('https://api.backendless.com/APP-1/KEY/files/a.mp3', { apiOrigin: 'http://internal:8080', calledHost: 'api.backendless.com' })).toBe('T')
    expect(tokenFor('https://api.backendless.com/APP-2/KEY/files/a.mp3', { apiOrigin: 'http://internal:8080', calledHost: 'api.backendless.com' })).toBeUndefined()
  })

  test.each([
    'https://api.backendless.com/APP-2/KEY/files/a.mp3', 'https://other.backendless.app/api/files/a.mp3', 'https://mine.backendless.app/other/a.mp3', 'https://mine.backendless.app.evil.test/api/files/a.mp3',
    'https://evil.test/APP-1/KEY/files/a.mp3', 'http://api.backendless.com/APP-1/KEY/files/a.mp3', 'http://mine.backendless.app/api/files/a.mp3', 'https://api.backendless.com/APP-1/KEY/data/Users',
  ])('gives no token to %s', (url) => {
    expect(tokenFor(url)).toBeUndefined()
  })
})
