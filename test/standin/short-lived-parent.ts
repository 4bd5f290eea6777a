import { startOpenAi } from '../support/stand-in'

/** Starts the stand-in and waits to be killed. */
void startOpenAi({ engine: 'stand-in' }).then(({ baseUrl }) => {
  process.send?.(baseUrl)
  setInterval(() => undefined, 1000)
})
