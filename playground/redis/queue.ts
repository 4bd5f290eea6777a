import { Redis } from 'ioredis'
import type { Task } from '../coderunner/task'

/** The protocol between a gateway and `coderunner pro`: tasks are pushed to a list, answers are published to a channel. */

/** A task that was pushed. */
export interface Pushed {
  /** The text of its answer; null = the connection was closed, as Redis does with one that is owed more than 32 MB. */
  readonly answer: Promise<string | null>
  /** Whether nobody has taken the task from the queue. */
  isQueued(): Promise<boolean>
  /** Takes the task back if it is queued, and listens no longer. */
  end(): Promise<void>
}

/** The queues on one Redis. */
export interface Queue {
  push(task: Task, isLowPriority: boolean): Promise<Pushed>
  /** Whether Redis answers. */
  isThere(): Promise<boolean>
  /** Tells all masters that the code of an app is another now. */
  announceDeployment(applicationId: string): Promise<void>
  stop(): void
}

const tasks = 'CODE_RUNNER_DRIVER'
const lowPriorityTasks = 'JS_CR_QUEUE_LP'
const commands = 'SERVICE_QUEUE_P_CR'

/** Ending a connection that has ended already would keep the process busy for two seconds. */
const leave = (client: Redis): void => {
  if (client.status !== 'end') client.disconnect()
}

/** Opens the queues. Each call listens on a connection of its own: an answer that Redis refuses to carry takes no other along. */
export const openQueue = (port: number): Queue => {
  const address = { host: '127.0.0.1', port, enableReadyCheck: false }
  const pusher = new Redis({ ...address, maxRetriesPerRequest: 1 }).on('error', () => undefined)
  return {
    push: async (task, isLowPriority) => {
      const queue = isLowPriority ? lowPriorityTasks : tasks
      const responseChannelId = `ANSWER_${task.id}`
      const text = JSON.stringify({ ...task, responseChannelId })
      const listener = new Redis({ ...address, retryStrategy: () => null }).on('error', () => undefined)
      // Every answer is published twice; the first one counts.
      let isOver = false
      const answer = new Promise<string | null>((done) => listener.on('message', (_channel, message: string) => done(message)).on('end', () => done(null)))
      void answer.then(() => (isOver = true))
      try {
        await listener.subscribe(responseChannelId)
        await pusher.rpush(queue, text)
      } catch (error) {
        leave(listener)
        throw error
      }
      return {
        answer,
        isQueued: async () => (await pusher.lpos(queue, text)) !== null,
        end: async () => {
          leave(listener)
          if (!isOver) await pusher.lrem(queue, 0, text).catch(() => 0)
        },
      }
    },
    isThere: () => pusher.ping().then(() => true, () => false),
    announceDeployment: async (applicationId) => void (await pusher.publish(commands, JSON.stringify({ command: 'cleanup_code_all', applicationId }))),
    stop: () => leave(pusher),
  }
}
