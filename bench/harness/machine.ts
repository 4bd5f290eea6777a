import { arch, availableParallelism, platform, totalmem } from 'node:os'

const gigabyte = 1024 ** 3

/** What of this machine a figure depends on; nothing that names it. */
export const describeMachine = (): string =>
  `${availableParallelism()} cores, ${Math.round(totalmem() / gigabyte)} GB RAM, Node ${process.versions.node}, ${platform()} ${arch()}`
