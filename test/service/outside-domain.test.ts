import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

test('cutting works outside the domain of whoever asks, who stays in it and learns what goes wrong', () => {
  const told = execFileSync(process.execPath, ['--import', 'tsx', join(__dirname, 'outside-domain-child.ts')], { encoding: 'utf8' })
  expect(JSON.parse(told)).toEqual({ inside: [false, false, false], around: [true, true, true], error: 'the end' })
})
