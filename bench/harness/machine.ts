import { arch, availableParallelism, loadavg, platform, totalmem } from 'node:os'

const gigabyte = 1024 ** 3

/** What of this machine a figure depends on, other work on it included; nothing that names it. */
export const describeMachine = (): string =>
  `${availableParallelism()} cores (load ${loadavg()[0]!.toFixed(1)}), ${Math.round(totalmem() / gigabyte)} GB RAM, Node ${process.versions.node}, ${platform()} ${arch()}`
