import type { ProofNet } from './proof-net'

/** A public address as the proofs use it: it is public by its number, and leads to a source on this machine. */
export const publicAddress = '93.184.215.14'

/** Name, address of the audio, and what must come of it: a number of an error, or `audio`. `{canary}` is the port of a listener that nobody may reach. */
export type AddressCase = readonly [name: string, url: string, expected: number | 'audio']

/** What the table below resolves names to. */
export const testNames: ProofNet['names'] = {
  'public.test': [[publicAddress]],
  'secure.test': [[publicAddress]],
  'other.test': [[publicAddress]],
  'localhost': [['127.0.0.1', '::1']],
  'deep.localhost': [['127.0.0.1']],
  'ip6-localhost': [['::1']],
  'intranet': [['10.0.0.5']],
  'router.lan': [['192.168.1.1']],
  'metadata.google.internal': [['169.254.169.254']],
  '127.0.0.1.nip.test': [['127.0.0.1']],
  'mapped.test': [['::ffff:127.0.0.1']],
  'six.test': [['fd00::1']],
  'mixed.test': [[publicAddress, '10.0.0.1']],
  'mixed-six.test': [[publicAddress, '::1']],
  'zero.test': [['0.0.0.0']],
  'none.test': [[]],
  'rebind.test': [[publicAddress], ['127.0.0.1']],
  'turncoat.test': [[publicAddress], ['127.0.0.1']],
  'rebind-later.test': [['127.0.0.1'], [publicAddress]],
  'never.test': ['never'],
}

const refused = 41101
const invalid = 41002
const scheme = 41003
const credentials = 41004
const unreachable = 41106

/** Spellings of this machine. */
const thisMachine: readonly AddressCase[] = [
  ['loopback', 'http://127.0.0.1:{canary}/a.wav', refused],
  ['loopback with https', 'https://127.0.0.1:{canary}/a.wav', refused],
  ['the last loopback address', 'http://127.255.255.255:{canary}/', refused],
  ['trailing dot', 'http://127.0.0.1.:{canary}/', refused],
  ['two parts', 'http://127.1:{canary}/', refused],
  ['three parts', 'http://127.0.1:{canary}/', refused],
  ['decimal', 'http://2130706433:{canary}/', refused],
  ['hexadecimal', 'http://0x7f000001:{canary}/', refused],
  ['hexadecimal parts', 'http://0x7f.0x0.0x0.0x1:{canary}/', refused],
  ['octal', 'http://017700000001:{canary}/', refused],
  ['octal parts', 'http://0177.0.0.01:{canary}/', refused],
  ['padded zeros', 'http://127.000.000.001:{canary}/', refused],
  ['mixed bases', 'http://0x7f.1:{canary}/', refused],
  ['fullwidth digits', 'http://１２７.０.０.１:{canary}/', refused],
  ['circled digits', 'http://①②⑦.⓪.⓪.①:{canary}/', refused],
  ['ideographic full stops', 'http://127。0。0。1:{canary}/', refused],
  ['halfwidth full stops', 'http://127｡0｡0｡1:{canary}/', refused],
  ['percent-encoded digits', 'http://%31%32%37.0.0.1:{canary}/', refused],
  ['unspecified', 'http://0.0.0.0:{canary}/', refused],
  ['a single zero', 'http://0:{canary}/', refused],
  ['an address of the zero network', 'http://0.1.2.3:{canary}/', refused],
  ['capital scheme', 'HTTP://127.0.0.1:{canary}/', refused],
  ['no slashes', 'http:127.0.0.1:{canary}/', refused],
  ['one slash', 'http:/127.0.0.1:{canary}/', refused],
  ['three slashes', 'http:///127.0.0.1:{canary}/', refused],
  ['backslashes', 'http:\\\\127.0.0.1:{canary}\\a.wav', refused],
  ['blanks around', '  http://127.0.0.1:{canary}/  ', refused],
  ['a tab inside', 'ht\ttp://127.0.\t0.1:{canary}/', refused],
  ['IPv6', 'http://[::1]:{canary}/', refused],
  ['IPv6 in full', 'http://[0:0:0:0:0:0:0:1]:{canary}/', refused],
  ['IPv6 unspecified', 'http://[::]:{canary}/', refused],
  ['IPv4 in IPv6', 'http://[::ffff:127.0.0.1]:{canary}/', refused],
  ['IPv4 in IPv6, hexadecimal', 'http://[::ffff:7f00:1]:{canary}/', refused],
  ['IPv4-compatible', 'http://[::127.0.0.1]:{canary}/', refused],
  ['IPv4-translated', 'http://[::ffff:0:127.0.0.1]:{canary}/', refused],
  ['NAT64', 'http://[64:ff9b::127.0.0.1]:{canary}/', refused],
  ['local NAT64', 'http://[64:ff9b:1::127.0.0.1]:{canary}/', refused],
  ['6to4', 'http://[2002:7f00:1::1]:{canary}/', refused],
  ['Teredo', 'http://[2001:0:7f00:1::1]:{canary}/', refused],
  ['a zone', 'http://[fe80::1%25lo]:{canary}/', invalid],
]

/** Addresses that are not for the public. */
const reserved: readonly AddressCase[] = [
  '10.0.0.1', '10.255.255.254', '172.16.0.1', '172.31.255.254', '192.168.0.1', '192.168.255.254', '100.64.0.1', '100.127.255.254', '100.100.100.200', '169.254.0.1', '169.254.169.254',
  '169.254.43518', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '192.0.0.1', '192.0.0.192', '192.0.2.1', '192.31.196.1', '192.52.193.1', '192.88.99.1', '192.175.48.1', '198.18.0.1', '198.19.255.254',
  '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255', '168.63.129.16',
  '[::ffff:10.0.0.1]', '[::ffff:a9fe:a9fe]', '[64:ff9b::a9fe:a9fe]', '[2002:a00:1::]', '[fe80::1]', '[febf::1]', '[fec0::1]', '[fc00::1]', '[fd00:ec2::254]', '[ff02::1]', '[ff0e::1]', '[100::1]', '[2001:db8::1]', '[2001:2::1]',
  '[3fff::1]', '[5f00::1]', '[4000::1]', '[2620:4f:8000::1]',
].map((host) => [`reserved ${host}`, `http://${host}/a.wav`, refused])

/** Names that lead to such addresses, whoever says so and however often he changes his mind. */
const names: readonly AddressCase[] = [
  ['localhost', 'http://localhost:{canary}/', refused],
  ['localhost in capitals', 'http://LOCALHOST:{canary}/', refused],
  ['localhost with a dot', 'http://localhost.:{canary}/', refused],
  ['below localhost', 'http://deep.localhost:{canary}/', refused],
  ['IPv6 localhost', 'http://ip6-localhost:{canary}/', refused],
  ['a name of the company network', 'http://intranet/', refused],
  ['a router', 'http://router.lan/', refused],
  ['a cloud metadata name', 'http://metadata.google.internal/computeMetadata/v1/', refused],
  ['an address inside a name', 'http://127.0.0.1.nip.test:{canary}/', refused],
  ['a name for IPv4 in IPv6', 'http://mapped.test:{canary}/', refused],
  ['a name for unique local IPv6', 'http://six.test/', refused],
  ['a public and a private answer', 'http://mixed.test/a.wav', refused],
  ['a public IPv4 and a loopback IPv6 answer', 'http://mixed-six.test/a.wav', refused],
  ['a name for zero', 'http://zero.test:{canary}/', refused],
  ['a name without addresses', 'http://none.test/', refused],
  ['a name that does not exist', 'http://missing.test/', unreachable],
  ['a private answer before a public one', 'http://rebind-later.test/a.wav', refused],
  ['a name that turns private between check and use', 'http://rebind.test/a.wav', 'audio'],
  ['a name that turns private between two redirects', 'http://turncoat.test/turn', refused],
]

/** Tricks with the parts of an address. */
const parts: readonly AddressCase[] = [
  ['user and password', 'http://user:word@public.test/a.wav', credentials],
  ['a user', 'http://user@public.test/a.wav', credentials],
  ['a public name as user', 'http://public.test@127.0.0.1:{canary}/', credentials],
  ['a public name as user, with a port', 'http://public.test:80@127.0.0.1:{canary}/', credentials],
  ['an empty user', 'http://@127.0.0.1:{canary}/', refused],
  ['an encoded @', 'http://public.test%40127.0.0.1:{canary}/', invalid],
  ['a backslash before @', 'http://127.0.0.1:{canary}\\@public.test/', refused],
  ['a fragment before @', 'http://127.0.0.1:{canary}#@public.test/', refused],
  ['an ampersand before @', 'http://public.test&@127.0.0.1:{canary}/', credentials],
  ['a blank in the host', 'http://public.test 127.0.0.1/', invalid],
  ['a line break in the host', 'http://127.0.0.1\r\nHost: public.test/', invalid],
  ['a null character in the host', 'http://public.test%00.127.0.0.1/', invalid],
  ['no scheme', '//127.0.0.1:{canary}/', invalid],
  ['a bare host', '127.0.0.1:{canary}/a.wav', invalid],
  ['too large a port', 'http://public.test:99999/', invalid],
  ['too large a number', 'http://4294967296/', invalid],
  ['no host', 'http://', invalid],
  ['not an address', 'talk.wav', invalid],
]

const schemes: readonly AddressCase[] = [
  'file:///etc/passwd', 'file://localhost/etc/hosts', 'ftp://127.0.0.1/a.wav', 'gopher://127.0.0.1:{canary}/_GET', 'data:audio/wav;base64,UklGRg==', 'javascript:alert(1)', 'blob:http://127.0.0.1/1',
  'ws://127.0.0.1:{canary}/', 'dict://127.0.0.1:{canary}/x', 'ldap://127.0.0.1:{canary}/', 'jar:http://127.0.0.1!/', 'unix:/var/run/docker.sock', 'view-source:http://127.0.0.1:{canary}/', 'about:blank', 'localhost:{canary}/a.wav',
].map((url) => [`scheme of ${url.replace(':{canary}', '')}`, url, scheme])

/** Every address that a stranger may write, when any public host is allowed. */
export const addressCases: readonly AddressCase[] = [...thisMachine, ...reserved, ...names, ...parts, ...schemes]
