import Backendless from 'backendless'

/** The real SDK in a process of its own: each actor has an instance of its own, and what it shall do arrives as messages. */

export interface ActorCommand {
  readonly id: number
  readonly actor: string
  /** How the actor reaches the app; asked once. */
  readonly app: Readonly<Record<string, string>>
  /** For example `Files.Permissions.READ.grantForUser`. */
  readonly method: string
  readonly args: readonly unknown[]
}

/** How a call of the SDK ended: of an error only what every program sees. */
export interface ActorAnswer {
  readonly id: number
  readonly value?: unknown
  readonly error?: { readonly code: unknown; readonly status: unknown; readonly message: string }
}

type Part = Readonly<Record<string, unknown>>

const actors = new Map<string, Part>()

const actorOf = ({ actor, app }: ActorCommand): Part => {
  const known = actors.get(actor)
  if (known) return known
  const opened = (Backendless.initApp as unknown as (options: object) => Part)({ ...app, standalone: true })
  actors.set(actor, opened)
  return opened
}

const perform = async (command: ActorCommand): Promise<unknown> => {
  const steps = command.method.split('.')
  let owner: Part = actorOf(command)
  for (const step of steps.slice(0, -1)) owner = owner[step] as Part
  const method = owner[steps.at(-1) ?? ''] as (...args: unknown[]) => Promise<unknown>
  const args = command.args.map((arg) => (arg instanceof Uint8Array ? Buffer.from(arg) : arg))
  const value = await method.apply(owner, args)
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown)
}

process.on('message', (command: ActorCommand) => {
  perform(command).then(
    (value) => process.send?.({ id: command.id, value }),
    (error: unknown) => {
      const { code, status, message } = error as { code?: unknown; status?: unknown; message: string }
      process.send?.({ id: command.id, error: { code, status, message } })
    },
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
