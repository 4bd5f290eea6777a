import { readProLine } from '../../playground/redis/pro-log'

const app = '469B3920-0F85-471F-BB5D-50E774F05FF8'

it.each([
  ['that a master takes tasks', '09:53:13.331 [master] Ready and waiting for Server Code tasks... (load: 0%, busyConcurrent: 0, limitConcurrent: 4, idle: 0, cached: 0 )', { kind: 'ready' }],
  ['that a worker began', '09:53:13.452 [master] [5115] Worker started in 219.742ms', { kind: 'worker-started', pid: 5115 }],
  ['that a worker ended by itself', '09:53:13.764 [master] [5115] Worker exited', { kind: 'worker-ended', pid: 5115, reason: 'exited' }],
  ['why a worker was killed', '09:53:13.764 [master] [5115] Worker killed. Worker expired due to task timeout (1000ms)', { kind: 'worker-ended', pid: 5115, reason: 'Worker expired due to task timeout (1000ms)' }],
  ['which worker has a task', `09:53:13.799 [5114] [${app}] [t2] [INVOKE SERVICE] services.Probe.echoAll`, { kind: 'task-started', pid: 5114, taskId: 't2' }],
  ['which worker has a timer', `09:53:13.799 [5114] [${app}] [t3] [INVOKE TIMER] tick`, { kind: 'task-started', pid: 5114, taskId: 't3' }],
  ['what code wrote, without the id of its app', `09:53:13.803 [5114] [${app}] hello [x]`, { kind: 'code', appId: app, line: '09:53:13.803 [5114] hello [x]' }],
  ['what goes on in the next line', '    at somewhere', { kind: 'more', line: '    at somewhere' }],
])('tells %s', (_what, line, event) => {
  expect(readProLine(line)).toEqual(event)
})

it.each(['Processing finished in 51.967ms', 'Building ServerCode Model for path (/repo)', 'ServerCode Model built in 2ms', 'Services (1):', '  Probe (probe.js)'])('takes "%s" for CodeRunner\'s own words', (text) => {
  expect(readProLine(`09:53:13.803 [5114] [${app}] ${text}`).kind).toBe('own')
})
