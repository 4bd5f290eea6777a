import type { LookupAddress, LookupAllOptions } from 'node:dns'
import { isPublicAddress } from '../../service/src/source/addresses'
import { checkHost, guardedLookup, parseSourceUrl } from '../../service/src/source/guard'

const keyOf = (action: () => unknown): string => {
  try {
    action()
    return 'allowed'
  } catch (error) {
    return (error as { key: string }).key
  }
}
const check = (url: string, ...allowedHosts: string[]): string => keyOf(() => checkHost(parseSourceUrl(url), { allowedHosts }))

describe('isPublicAddress', () => {
  test.each(['8.8.8.8', '1.1.1.1', '93.184.216.34', '172.15.255.255', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001:81b::200e'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each([
    '0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.88.99.1', '192.168.1.1',
    '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '255.255.255.255', '168.63.129.16', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1',
    '64:ff9b::7f00:1', '64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1', '2002:7f00:1::', 'fc00::1', 'fd12::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '3fff::1', 'example.com', '',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('parseSourceUrl', () => {
  test.each([
    ['not a url', 'audio-url-invalid'], ['/files/a.mp3', 'audio-url-invalid'], ['http://', 'audio-url-invalid'], ['file:///etc/passwd', 'audio-url-scheme'], ['data:audio/wav;base64,AAAA', 'audio-url-scheme'],
    ['ftp://example.com/a.mp3', 'audio-url-scheme'], ['gopher://example.com/', 'audio-url-scheme'], ['javascript:alert(1)', 'audio-url-scheme'], ['blob:https://example.com/1', 'audio-url-scheme'],
    ['https://user:pass@example.com/a.mp3', 'audio-url-credentials'], ['https://user@example.com/a.mp3', 'audio-url-credentials'],
  ])('refuses %s', (written, key) => {
    expect(keyOf(() => parseSourceUrl(written))).toBe(key)
  })

  test('never repeats a password', () => {
    expect(() => parseSourceUrl('ht!tp://user:hunter2@example.com/')).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') }))
  })
})

describe('checkHost', () => {
  test.each([
    'http://127.0.0.1/', 'http://127.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0177.0.0.1/', 'http://0x7f.1/', 'http://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://[0:0:0:0:0:ffff:7f00:1]/',
    'http://10.0.0.1:8080/', 'http://169.254.169.254/latest/meta-data/', 'http://192.168.0.1/', 'http://0/', 'http://127.0.0.1./', 'http://①②⑦.⓪.⓪.①/', 'http://[fe80::1]/', 'http://[64:ff9b::a00:1]/',
  ])('refuses %s in every spelling', (url) => {
    expect(check(url)).toBe('source-address-private')
    expect(check(url, '*')).toBe('source-address-private')
  })

  test('allows any public host while nothing is named', () => {
    expect(check('https://example.com/a.mp3')).toBe('allowed')
  })

  test.each([
    ['https://example.com/', ['example.com'], 'allowed'],
    ['https://EXAMPLE.com./', ['example.com'], 'allowed'],
    ['https://example.com:8443/', ['example.com:8443'], 'allowed'],
    ['https://cdn.example.com/', ['*.example.com'], 'allowed'],
    ['https://evilexample.com/', ['*.example.com'], 'source-host-not-allowed'],
    ['https://example.com.evil.net/', ['example.com'], 'source-host-not-allowed'],
    ['http://127.0.0.1:4173/', ['127.0.0.1:4173'], 'allowed'],
    ['http://127.0.0.1:4174/', ['127.0.0.1:4173'], 'source-host-not-allowed'],
    ['http://127.0.0.1:4174/', ['127.0.0.1:4173', '*'], 'source-address-private'],
    ['https://example.com/', ['127.0.0.1:4173', '*'], 'allowed'],
  ])('%s with %j: %s', (url, allowedHosts, expected) => {
    expect(check(url, ...allowedHosts)).toBe(expected)
  })
})

describe('guardedLookup', () => {
  type Callback = (error: Error | null, addresses: LookupAddress[]) => void
  const answers = (...addresses: string[]) => ((_name: string, _options: LookupAllOptions, callback: Callback) => callback(null, addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))) as never
  const look = (all: boolean, ...addresses: string[]): Promise<unknown> =>
    new Promise((fulfil, reject) => guardedLookup(answers(...addresses))('name.test', { all }, (error, found) => (error ? reject(error) : fulfil(found))))

  test('hands on the very addresses that it checked', async () => {
    await expect(look(true, '8.8.8.8', '2606:4700::1111')).resolves.toEqual([{ address: '8.8.8.8', family: 4 }, { address: '2606:4700::1111', family: 6 }])
    await expect(look(false, '8.8.8.8')).resolves.toBe('8.8.8.8')
  })

  test('refuses a name with one private address among public ones', async () => {
    await expect(look(true, '8.8.8.8', '127.0.0.1')).rejects.toMatchObject({ key: 'source-address-private' })
    await expect(look(false, '::ffff:10.0.0.1')).rejects.toMatchObject({ key: 'source-address-private' })
    await expect(look(true)).rejects.toMatchObject({ key: 'source-address-private' })
  })
})
