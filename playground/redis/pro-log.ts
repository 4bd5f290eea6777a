/** What the log of `coderunner pro` tells: the queue says nothing of a task whose worker has gone. */
export type ProEvent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'worker-started'; readonly pid: number }
  | { readonly kind: 'worker-ended'; readonly pid: number; readonly reason: string }
  | { readonly kind: 'task-started'; readonly pid: number; readonly taskId: string }
  /** A line that Cloud Code of an app wrote. */
  | { readonly kind: 'code'; readonly appId: string; readonly line: string }
  /** CodeRunner speaks of itself. */
  | { readonly kind: 'own'; readonly line: string }
  /** A further line of the text before it. */
  | { readonly kind: 'more'; readonly line: string }

const stamped = /^(\d\d:\d\d:\d\d\.\d+) \[(master|\d+)\] (?:\[([0-9A-Fa-f-]{36})\] )?(.*)$/
const invoked = /^\[([^\]]+)\] \[INVOKE (?:SERVICE|HANDLER|TIMER)\]/
const workerLine = /^\[(\d+)\] Worker (started|killed|exited)(?: in \S+|\.)? ?(.*)$/

/** What CodeRunner says in the name of an app's worker. */
const ownLines = [/^\[ANALYSE CODE\]/, /^Building (ServerCode )?Model/, /^ServerCode Model built/, /^Processing finished in /, /^(Event handlers|Services|Timers|Custom types|Types) \(\d+\):/, /^ {2}\S.* \(\S+\.js\)$/]

const masterEvent = (text: string, line: string): ProEvent => {
  if (text.startsWith('Ready and waiting for Server Code tasks')) return { kind: 'ready' }
  const [, pid, what, reason = ''] = workerLine.exec(text) ?? []
  if (pid === undefined) return { kind: 'own', line }
  return what === 'started' ? { kind: 'worker-started', pid: Number(pid) } : { kind: 'worker-ended', pid: Number(pid), reason: what === 'exited' ? 'exited' : reason }
}

/** Reads one line. */
export const readProLine = (line: string): ProEvent => {
  const found = stamped.exec(line)
  if (!found) return { kind: 'more', line }
  const [, time = '', who = '', appId, text = ''] = found
  if (who === 'master') return masterEvent(text, line)
  const taskId = invoked.exec(text)?.[1]
  if (taskId !== undefined) return { kind: 'task-started', pid: Number(who), taskId }
  const isOwn = appId === undefined || ownLines.some((pattern) => pattern.test(text))
  return isOwn ? { kind: 'own', line } : { kind: 'code', appId, line: `${time} [${who}] ${text}` }
}
