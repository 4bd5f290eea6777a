import { createHash } from 'node:crypto'

/** Blockly's alphabet of block ids; ids are always 20 characters long. */
const alphabet = '!#$%()*+,-./:;=?@[]^_`{|}~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const idLength = 20

/** Ids that look like Blockly's but follow from the function: generating twice gives the same bytes. */
export const blockIds = (functionId: string): (() => string) => {
  let count = 0
  return () => {
    const digest = createHash('sha256').update(`${functionId}/${count++}`).digest()
    return [...digest.subarray(0, idLength)].map((byte) => alphabet[byte % alphabet.length]).join('')
  }
}
