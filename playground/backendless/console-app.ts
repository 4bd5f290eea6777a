import type { Response } from 'express'
import { ApiError } from './api-error'
import type { Gateway } from './app-runtime'
import type { AppState } from './app-state'

/** Finds the state of the app that an address of the console names. */
export const consoleApp =
  (gateway: Gateway) =>
  (response: Response): AppState => {
    const found = gateway.runtimes.find(({ app }) => app.id === response.locals['appId'])
    if (!found) throw new ApiError(404, 0, 'The playground has no such app')
    return found.state
  }
