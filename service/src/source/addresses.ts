import { BlockList, isIP } from 'node:net'

/**
 * Addresses that a server must not visit for a stranger: everything that is not global unicast.
 * Source: IANA special-purpose address registries for IPv4 and IPv6.
 */
const special: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.31.196.0', 24], ['192.52.193.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['192.175.48.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24],
  ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
  // 168.63.129.16 is public by its number, but it is Azure's metadata and DNS host, reachable only from inside.
  ['168.63.129.16', 32],
]

/** Of IPv6 only 2000::/3 is global unicast; inside it these are special or carry an IPv4 address that the BlockList would not see. */
const specialInsideGlobal6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['2620:4f:8000::', 48], ['3fff::', 20],
]

const blocked4 = new BlockList()
special.forEach(([network, prefix]) => blocked4.addSubnet(network, prefix, 'ipv4'))
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')
const blocked6 = new BlockList()
specialInsideGlobal6.forEach(([network, prefix]) => blocked6.addSubnet(network, prefix, 'ipv6'))

/** Whether an IP address is public. Names are answered with false: resolve them first. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address)
  if (family === 4) return !blocked4.check(address, 'ipv4')
  if (family === 6) return global6.check(address, 'ipv6') && !blocked6.check(address, 'ipv6')
  return false
}
