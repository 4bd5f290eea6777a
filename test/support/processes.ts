import { readdirSync, readFileSync } from 'node:fs'

/** Ids of living processes below the given one. */
export const descendants = (pid: number): number[] => {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
      return [{ pid: Number(name), parent: Number(fields[1]) }]
    } catch {
      return []
    }
  })
  const children = parents.filter(({ parent }) => parent === pid).map((entry) => entry.pid)
  return [...children, ...children.flatMap(descendants)]
}

/** Whether a process lives; one that has ended and is only not asked yet does not. */
export const isAlive = (pid: number): boolean => {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
