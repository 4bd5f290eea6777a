import { BlockList, isIP } from 'node:net'

type Network = readonly [network: string, prefix: number]

/**
 * Addresses that a server must not visit for a stranger: everything that is not global unicast.
 * Source: IANA special-purpose address registries for IPv4 and IPv6.
 */
const special: readonly Network[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.31.196.0', 24], ['192.52.193.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['192.175.48.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24],
  ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
  // 168.63.129.16 is public by its number, but it is Azure's metadata and DNS host, reachable only from inside.
  ['168.63.129.16', 32],
]

/** Of IPv6 only 2000::/3 is global unicast; inside it these are special or carry an IPv4 address that the BlockList would not see. */
const specialInsideGlobal6: readonly Network[] = [
  ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['2620:4f:8000::', 48], ['3fff::', 20],
]

const listOf = (family: 'ipv4' | 'ipv6', networks: readonly Network[]): BlockList => {
  const list = new BlockList()
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, family)
  return list
}

type Lists = Readonly<Record<'special4' | 'global6' | 'special6', BlockList>>

/** Made with the first address: a worker that loads the service has none to judge yet. */
let made: Lists | undefined
const lists = (): Lists => (made ??= { special4: listOf('ipv4', special), global6: listOf('ipv6', [['2000::', 3]]), special6: listOf('ipv6', specialInsideGlobal6) })

/** Whether an IP address is public. Names are answered with false: resolve them first. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address)
  if (family === 4) return !lists().special4.check(address, 'ipv4')
  if (family === 6) return lists().global6.check(address, 'ipv6') && !lists().special6.check(address, 'ipv6')
  return false
}
