import { Router } from 'express'

/** Small calls that every SDK makes by itself. */
export const platformRoutes = (): Router => {
  const platform = Router()
  // No address for real-time messages: nobody waits for a socket that does not exist.
  platform.get('/info', (_request, response) => void response.json({}))
  platform.put('/log', (request, response) => {
    request.resume()
    response.json(null)
  })
  return platform
}
