/** The little internet of a worker under proof. */
export interface ProofNet {
  /** Name -> the addresses of the first answer, of the second, and so on; `never` = no answer comes. Other names do not exist. */
  readonly names: Readonly<Record<string, readonly (readonly string[] | 'never')[]>>
  /** `<public address> <port>` -> the port of this machine where it really ends. Other public addresses refuse. */
  readonly routes: Readonly<Record<string, number>>
}

/** What a worker tried to reach, and what escaped its calls. */
export interface ProofRecord {
  /** `<address> <port>` of each connection that was tried. */
  readonly connections: string[]
  readonly stray: string[]
  /** Timers that CodeRunner itself leaves until its limit has passed: it cancels them only after a success. */
  platformTimers: number
}

/** A record before anything happened. */
export const noRecord = (): ProofRecord => ({ connections: [], stray: [], platformTimers: 0 })

/** What the witness service tells of its worker. */
export interface Witness extends Omit<ProofRecord, 'platformTimers'> {
  readonly pid: number
  /** How many of each thing keep the process alive: timers, sockets, lookups; without CodeRunner's own timers. */
  readonly resources: Readonly<Record<string, number>>
  /** Open files and sockets by their number in the process; null where the system does not tell. */
  readonly openDescriptors: number | null
  readonly temporaryFiles: readonly string[]
  readonly heapBytes: number
}
