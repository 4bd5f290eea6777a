import { crashMany, graceSeconds, isComplete } from '../support/crash'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { speakToFile } from '../support/spoken'
import { pickWords, standInKeys, startOpenAi, type OpenAiProcess } from '../support/stand-in'

/** `npm run bench -- crash` does the same fifty times. */
const kills = 6
const spoken = speakToFile(pickWords(14, 66))

let openAi: OpenAiProcess
let playground: TestPlayground

beforeAll(async () => {
  openAi = await startOpenAi({ engine: 'stand-in' })
  playground = await startTestPlayground({ upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full } })
})

afterAll(async () => {
  await playground?.stop()
  await openAi?.stop()
  spoken.remove()
})

it(`offers after a killed browser everything again that was said more than ${graceSeconds} s before, ${kills} of ${kills} times`, async () => {
  const crashes = await crashMany(playground.url, spoken, kills, 2, 2026)
  expect(crashes.filter((crash) => !isComplete(crash))).toEqual([])
  expect(crashes.flatMap(({ expected }) => expected).length).toBeGreaterThan(kills)
}, 300_000)
