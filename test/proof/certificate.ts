import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

/** Just enough DER to write the certificates that a TLS client must refuse, and one that it must accept. */

const length = (bytes: number): Buffer => (bytes < 0x80 ? Buffer.from([bytes]) : bytes < 0x100 ? Buffer.from([0x81, bytes]) : Buffer.from([0x82, bytes >> 8, bytes & 0xff]))
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), length(content.length), content])
}
const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts)
const nameOf = (commonName: string): Buffer => sequence(der(0x31, sequence(hex('0603550403'), der(0x0c, Buffer.from(commonName)))))
const timeOf = (date: Date): Buffer => der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`))

const ecdsaWithSha256 = sequence(hex('06082a8648ce3d040302'))
const alternativeName = (host: string): Buffer => sequence(hex('0603551d11'), der(0x04, sequence(der(0x82, Buffer.from(host)))))
const mayIssue = sequence(hex('0603551d13'), hex('0101ff'), der(0x04, sequence(hex('0101ff'))))

const pem = (certificate: Uint8Array): string => `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`

const dayMs = 86_400_000
let serial = 1

interface Wish {
  readonly subject: string
  readonly issuer: string
  readonly subjectKey: KeyObject
  readonly issuerKey: KeyObject
  readonly extension: Uint8Array
  readonly endsInDays: number
}

const write = ({ subject, issuer, subjectKey, issuerKey, extension, endsInDays }: Wish): string => {
  const now = Date.now()
  const body = sequence(
    der(0xa0, hex('020102')), der(0x02, Buffer.from([serial++])), ecdsaWithSha256, nameOf(issuer),
    sequence(timeOf(new Date(now - 30 * dayMs)), timeOf(new Date(now + endsInDays * dayMs))), nameOf(subject),
    subjectKey.export({ type: 'spki', format: 'der' }), der(0xa3, sequence(extension)),
  )
  return pem(sequence(body, ecdsaWithSha256, der(0x03, Buffer.from([0]), sign('sha256', body, issuerKey))))
}

/** Key and certificate of a server, as Node's TLS wants them. */
export interface ServerIdentity {
  readonly key: string
  readonly cert: string
}

const newKeys = (): { publicKey: KeyObject; privateKey: KeyObject } => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()

/** An authority for one test run: `cert` is what a client must trust, `issue` writes identities of servers. */
export const createAuthority = (): { readonly cert: string; issue(host: string, endsInDays?: number): ServerIdentity } => {
  const authority = newKeys()
  const issuer = 'Proof authority'
  return {
    cert: write({ subject: issuer, issuer, subjectKey: authority.publicKey, issuerKey: authority.privateKey, extension: mayIssue, endsInDays: 30 }),
    issue: (host, endsInDays = 30) => {
      const keys = newKeys()
      return { key: pemOf(keys.privateKey), cert: write({ subject: host, issuer, subjectKey: keys.publicKey, issuerKey: authority.privateKey, extension: alternativeName(host), endsInDays }) }
    },
  }
}

/** A server that vouches for itself: nobody trusts it. */
export const selfSigned = (host: string): ServerIdentity => {
  const { publicKey, privateKey } = newKeys()
  return { key: pemOf(privateKey), cert: write({ subject: host, issuer: host, subjectKey: publicKey, issuerKey: privateKey, extension: alternativeName(host), endsInDays: 30 }) }
}
