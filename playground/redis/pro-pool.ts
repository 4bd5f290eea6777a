import { randomUUID } from 'node:crypto'
import { describeModels } from '../coderunner/describe'
import { stopped, type Pool, type PoolOptions, type PoolStats } from '../coderunner/pool'
import { failed, type Call, type ModelDescription, type Outcome } from '../coderunner/protocol'
import { taskClasses, toOutcome, toTask, type Task } from '../coderunner/task'
import type { InvocationResult } from '../coderunner/engine'
import type { Queue } from './queue'
import { deployTo, type Deployed } from './repository'
import type { UnderWay } from './under-way'
import { asModel, parseAnswer, queueWire, type AnalysedModel } from './wire'

/** What the pools of all apps share. */
export interface ProPlatform {
  readonly repoPath: string
  readonly queue: Queue
  readonly underWay: UnderWay
  pids(): readonly number[]
  replaced(): number
}

/** Which file of which code folder a task names. */
interface Provider {
  readonly relativePath: string
  readonly provider: string
}

const analysisSeconds = 60
const timerEvent = 800
const mode = 'PRODUCTION'
const gone = failed({ code: 0, status: 500, message: 'The code that was called is not deployed any more' })

class ProPool implements Pool {
  readonly model: Promise<ModelDescription>
  private readonly calls = new Set<string>()
  private folders: readonly { readonly relativePath: string; readonly analysed: AnalysedModel }[] = []
  private deployed: Deployed | null = null
  private isStopped = false

  constructor(private readonly appId: string, private readonly options: PoolOptions, private readonly platform: ProPlatform, private readonly forget: () => void) {
    this.model = this.deploy()
    this.model.catch(() => undefined)
  }

  async run(call: Call): Promise<Outcome> {
    if (this.isStopped) return stopped
    const provider = this.providerOf(call)
    if (!provider) return gone
    this.calls.add(call.id)
    try {
      return await this.send({ ...toTask(call, queueWire), ...provider, mode }, call)
    } finally {
      this.calls.delete(call.id)
    }
  }

  stats(): PoolStats {
    const busy = [...this.calls].filter((id) => this.platform.underWay.isHeld(id)).length
    return { idle: 0, busy, starting: 0, queued: this.calls.size - busy, replaced: this.platform.replaced() }
  }

  pids(): readonly number[] {
    return this.platform.pids()
  }

  async stop(): Promise<void> {
    this.isStopped = true
    this.platform.underWay.stop(stopped, (id) => this.calls.has(id))
    await this.model.catch(() => undefined)
    await this.platform.queue.announceDeployment(this.appId).catch(() => undefined)
    await this.deployed?.remove()
    this.forget()
  }

  private async deploy(): Promise<ModelDescription> {
    const { folders, modulesDirs = [] } = this.options
    const deployed = (this.deployed = await deployTo(this.platform.repoPath, this.appId, folders, modulesDirs))
    this.folders = await Promise.all(deployed.relativePaths.map(async (relativePath) => ({ relativePath, analysed: await this.analyse(relativePath) })))
    await Promise.all(this.folders.map(({ relativePath, analysed }) => deployed.describe(relativePath, analysed)))
    return describeModels(this.folders.map(({ analysed }) => asModel(analysed)))
  }

  /** The platform has code read by a worker too, and keeps what it answers. */
  private async analyse(relativePath: string): Promise<AnalysedModel> {
    const id = randomUUID()
    const task = { ___jsonclass: taskClasses.action, actionType: 'ANALYSE_SERVER_CODE', id, applicationId: this.appId, relativePath, timeout: analysisSeconds * 1000, mode }
    this.calls.add(id)
    const outcome = await this.send(task, { timeoutSeconds: analysisSeconds }).finally(() => this.calls.delete(id))
    if (!outcome.ok) throw new Error(`Cloud Code could not be read: ${outcome.error.message}`)
    return outcome.value as AnalysedModel
  }

  private providerOf({ event, service }: Call): Provider | null {
    for (const { relativePath, analysed: { services, timers, handlers } } of this.folders) {
      const found = !event ? services.find(({ name }) => name === service)
        : event.id === timerEvent ? timers.find(({ name }) => name === event.target)
        : handlers.find(({ eventId, target }) => eventId === event.id && target === event.target)
      if (found) return { relativePath, provider: found.provider }
    }
    return null
  }

  private async send(task: Task, limits: { readonly timeoutSeconds: number; readonly isLowPriority?: boolean }): Promise<Outcome> {
    const ending = await this.platform.underWay.run(task, limits)
    return 'lost' in ending ? ending.lost : toOutcome(parseAnswer<InvocationResult>(ending.answer), queueWire)
  }
}

/** Deploys the code of an app to the workers of the platform; `forget` is called when it is gone from there. */
export const createProPool = (appId: string, options: PoolOptions, platform: ProPlatform, forget: () => void): Pool => new ProPool(appId, options, platform, forget)
