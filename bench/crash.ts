import { crashMany, graceSeconds, isComplete } from '../test/support/crash'
import { speakToFile } from '../test/support/spoken'
import { pickWords } from '../test/support/stand-in'
import { startComponentWorld } from './component-world'
import { countFigure, limitFigure, type Bench, type Measurement, type Report } from './harness/measurement'
import { formatSamples, median, summarize } from './harness/samples'

const kills = 50
const atOnce = 3
const seed = 6
const maxLostSeconds = 2

const run = async ({ serviceDir, repetitions }: Bench): Promise<Report> => {
  const spoken = speakToFile(pickWords(16, 66))
  const world = await startComponentWorld(serviceDir, 'none')
  try {
    const crashes = await crashMany(world.url, spoken, repetitions(kills), atOnce, seed)
    const lost = crashes.map(({ lostSeconds }) => lostSeconds)
    const words = crashes.reduce((sum, { expected }) => sum + expected.length, 0)
    return {
      figures: [
        countFigure(`Recordings of ${crashes.length} in which a word is missing that ended more than ${graceSeconds} s before the kill`, crashes.filter((crash) => !isComplete(crash)).length, null, 0),
        limitFigure('Lost at the end, median', 's', median(lost), maxLostSeconds, 'all of it'),
      ],
      how: [
        `${crashes.length} times: Chromium records tone-words, every process of it is killed at a seeded moment (3–14 s), it starts again with the same profile, and what is offered is sent; ${words} words had to be there.`,
        `Lost: from the end of what was recovered to the kill, ${formatSamples(summarize(lost), 's')}. ${atOnce} browsers at a time.`,
      ],
    }
  } finally {
    await world.stop()
    spoken.remove()
  }
}

/** What a killed browser costs. */
export const crash: Measurement = { name: 'crash', title: 'A killed browser', run }
