import { createHash, randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'

const cost: ScryptOptions = { N: 16_384, r: 8, p: 1 }
const keyBytes = 32

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => scrypt(password.normalize('NFKC'), salt, keyBytes, cost, (error, key) => (error ? reject(error) : resolve(key))))

/** What is kept of a password. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16)
  return `${salt.toString('base64')}.${(await derive(password, salt)).toString('base64')}`
}

/** Takes equally long whether the password is wrong or the user is unknown (`kept` is null). */
export const isPassword = async (password: string, kept: string | null): Promise<boolean> => {
  const [salt = '', key = ''] = (kept ?? '').split('.')
  const derived = await derive(password, Buffer.from(salt, 'base64'))
  const wanted = Buffer.from(key, 'base64')
  return wanted.length === derived.length && timingSafeEqual(wanted, derived)
}

/** A token that nobody can guess. */
export const mintToken = (): string => randomBytes(24).toString('hex').toUpperCase()

/** What is kept of a token: whoever reads the data cannot act as its users. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64')
