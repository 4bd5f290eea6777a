import type { ServiceDescription, ServiceMethod } from '../../coderunner/protocol'

export interface FoundMethod {
  readonly method: ServiceMethod
  readonly pathParams: Readonly<Record<string, string>>
}

const split = (path: string): string[] => path.split('/').filter((segment) => segment !== '')

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const matchRoute = (route: string, segments: readonly string[]): Record<string, string> | null => {
  const wanted = split(route)
  if (wanted.length !== segments.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const segment = segments[index] ?? ''
    const name = /^\{(.+)\}$/.exec(part)?.[1]
    if (name) params[name] = decode(segment)
    else if (part !== decode(segment)) return null
  }
  return params
}

/**
 * The method behind an address: by its route, else by its name with POST, as generated clients and the SDK call it.
 * The service's version may stand before the route. Methods that the model does not publish are not found.
 */
export const findMethod = (service: ServiceDescription, httpMethod: string, path: string): FoundMethod | null => {
  const all = split(path)
  const segments = all[0] === service.version ? all.slice(1) : all
  for (const method of service.methods) {
    const pathParams = method.httpMethod === httpMethod ? matchRoute(method.path, segments) : null
    if (pathParams) return { method, pathParams }
  }
  const byName = httpMethod === 'POST' && segments.length === 1 ? service.methods.find(({ name }) => name === segments[0]) : undefined
  return byName ? { method: byName, pathParams: {} } : null
}
