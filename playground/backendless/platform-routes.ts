import { Router } from 'express'

/** Small calls that every SDK makes by itself. */
export const platformRoutes = (): Router => {
  const platform = Router()
  // No address for real-time messages: nobody waits for a socket that does not exist.
  // Without the list of loggers the SDK writes an error to the console of every page.
  platform.get('/info', (_request, response) => void response.json({ loggers: [] }))
  platform.put('/log', (request, response) => {
    request.resume()
    response.json(null)
  })
  return platform
}
