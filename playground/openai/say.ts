import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { speak, writeWav } from './tone-words'

/**
 * Makes a wav file of tone-words and prints their times as JSON:
 * `tsx playground/openai/say.ts --out talk.wav agua casa sol`
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' }, rate: { type: 'string', default: '16000' }, edge: { type: 'string', default: '2' },
    'pause-after': { type: 'string', default: '' }, pause: { type: 'string', default: '0.8' },
  },
})

if (!values.out) throw new Error('--out <file.wav> is missing')

const pauses = values['pause-after'].split(',').filter(Boolean).map((index) => [Number(index), Number(values.pause)] as const)
const { samples, sampleRate, words, durationSeconds } = speak(positionals, {
  sampleRate: Number(values.rate), leadSeconds: Number(values.edge), tailSeconds: Number(values.edge), pausesAfter: Object.fromEntries(pauses),
})
writeFileSync(values.out, writeWav(samples, sampleRate))
process.stdout.write(`${JSON.stringify({ words, durationSeconds })}\n`)
