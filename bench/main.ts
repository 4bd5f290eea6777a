import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildService } from '../scripts/builders/service'
import { describeMachine } from './harness/machine'
import type { Bench, Measurement, Report } from './harness/measurement'
import { writeResults, type Section } from './harness/results-file'
import { formatReport } from './harness/table'
import { measurements } from './measurements'

const builtService = join(__dirname, '..', 'service', 'dist')
const resultsFile = join(__dirname, 'results.md')
const quickRepetitions = 3

const chosen = (names: readonly string[]): readonly Measurement[] => {
  const unknown = names.filter((name) => !measurements.some((measurement) => measurement.name === name))
  if (unknown.length > 0) throw new Error(`There is no measurement ${unknown.join(', ')}. Choose from: ${measurements.map(({ name }) => name).join(', ')}`)
  return names.length === 0 ? measurements : measurements.filter(({ name }) => names.includes(name))
}

const runAll = async (wanted: readonly Measurement[], bench: Bench): Promise<{ sections: Section[]; reports: Report[] }> => {
  const sections: Section[] = []
  const reports: Report[] = []
  for (const { name, title, run } of wanted) {
    console.log(`\n${title} (${name}) …`)
    const report = await run(bench)
    console.log(`\n${formatReport(report)}`)
    reports.push(report)
    sections.push({ title, body: `Measured ${new Date().toISOString().slice(0, 10)} on ${describeMachine()}.\n\n${formatReport(report)}` })
  }
  return { sections, reports }
}

const bench = async (wanted: readonly Measurement[], quick: boolean): Promise<void> => {
  const scratchDir = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    await buildService()
    const serviceDir = join(scratchDir, 'service')
    cpSync(builtService, serviceDir, { recursive: true })
    const { sections, reports } = await runAll(wanted, { serviceDir, scratchDir, repetitions: (full) => (quick ? Math.min(full, quickRepetitions) : full) })
    if (!quick) writeResults(resultsFile, sections, measurements.map(({ title }) => title))
    const missed = reports.flatMap(({ figures }) => figures.filter(({ met }) => met === false))
    console.log(missed.length === 0 ? '\nEvery target is met.' : `\nMissed: ${missed.map(({ what }) => what).join('; ')}`)
    if (missed.length > 0) process.exitCode = 1
  } finally {
    rmSync(scratchDir, { recursive: true, force: true })
  }
}

/** `npm run bench` measures everything; `npm run bench -- overhead memory` only that; `--quick` repeats little and writes nothing. */
const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean', default: false } } })
  await bench(chosen(positionals), values.quick)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
