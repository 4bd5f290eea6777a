import dns, { type LookupAddress } from 'node:dns'
import { createRequire } from 'node:module'
import { isIP } from 'node:net'
import { noRecord, type ProofNet, type ProofRecord } from './proof-net'

/**
 * Loaded into a Cloud Code worker before anything else (NODE_OPTIONS): names are resolved from a table, connections to
 * public addresses end at this machine, and every address that the process really tries to reach is written down.
 * It works below `net`, so that neither a lookup function nor an agent of the service can go around it.
 */

type Connect = (this: object, request: object, address: string, port: number) => number
interface Tcp { readonly TCP: { readonly prototype: { connect: Connect; connect6: Connect } } }
type Found = (error: NodeJS.ErrnoException | null, address?: string | LookupAddress[], family?: number) => void

const { names, routes } = JSON.parse(process.env['PROOF_NET'] ?? '{"names":{},"routes":{}}') as ProofNet
const record: ProofRecord = noRecord()
Object.assign(globalThis, { proofRecord: record })

process.on('unhandledRejection', (reason) => record.stray.push(`rejection: ${String(reason)}`))
process.on('uncaughtExceptionMonitor', (error) => record.stray.push(`exception: ${String(error)}`))

interface TimeLimit extends Promise<never> { cancel(): void }
type LimitTime = (milliseconds: number, message?: string) => TimeLimit
const waits = createRequire(__filename)('backendless-coderunner/lib/util/promise') as { timeoutRejector: LimitTime & { Error: unknown } }
const limitTime = waits.timeoutRejector
const counted: LimitTime = (milliseconds, message) => {
  const limit = limitTime(milliseconds, message)
  const { cancel } = limit
  record.platformTimers += 1
  const gone = (): void => { record.platformTimers -= 1 }
  limit.cancel = () => { gone(); cancel() }
  limit.catch(gone)
  return limit
}
waits.timeoutRejector = Object.assign(counted, { Error: limitTime.Error })

const refused = -111
const asked = new Map<string, number>()

/** Each question takes the next answer of the table; the last one stays. Nobody outside this machine is ever asked. */
const addressesOf = (name: string): readonly string[] | 'never' | null => {
  const answers = names[name.toLowerCase().replace(/\.$/, '')]
  if (!answers) return null
  const count = asked.get(name) ?? 0
  asked.set(name, count + 1)
  return answers[Math.min(count, answers.length - 1)] ?? null
}

const resolve = (name: string, all: boolean, found: Found): void => {
  const addresses = isIP(name) ? [name] : addressesOf(name)
  if (addresses === 'never') return
  if (addresses === null) return found(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: name }))
  const list = addresses.map((address) => ({ address, family: isIP(address) }))
  return all ? found(null, list) : found(null, list[0]?.address, list[0]?.family)
}

const lookup = (name: string, options: unknown, callback?: Found): void => {
  const found = (callback ?? options) as Found
  const all = typeof options === 'object' && options !== null && (options as { all?: boolean }).all === true
  setImmediate(() => resolve(name, all, found))
}
Object.assign(dns, { lookup })

const { TCP } = (process as unknown as { binding(name: string): Tcp }).binding('tcp_wrap')
const { connect, connect6 } = TCP.prototype

const isThisMachine = (address: string): boolean => address.startsWith('127.') || address === '::1' || address === '0.0.0.0' || address === '::'

const watched = (original: Connect): Connect =>
  function (request, address, port) {
    const target = `${address} ${port}`
    record.connections.push(target)
    const route = routes[target]
    if (route) return connect.call(this, request, '127.0.0.1', route)
    return isThisMachine(address) ? original.call(this, request, address, port) : refused
  }
Object.assign(TCP.prototype, { connect: watched(connect), connect6: watched(connect6) })
