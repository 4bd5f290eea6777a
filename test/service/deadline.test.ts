import { Deadline } from '../../service/src/deadline'

describe('Deadline', () => {
  test('breaks off what nobody waits for any more when the call ends', async () => {
    const deadline = new Deadline(60)
    const sleeping = deadline.sleep(30)
    deadline.clear()
    await expect(sleeping).rejects.toMatchObject({ key: 'time-over' })
    expect(deadline.signal.aborted).toBe(true)
  })

  test('names the step that was under way, and leaves the platform three seconds', async () => {
    const deadline = new Deadline(4)
    expect(deadline.remainingMs).toBeLessThanOrEqual(2_000)
    deadline.enter('translating')
    await expect(deadline.race(new Promise(() => undefined))).rejects.toMatchObject({ key: 'time-over', message: expect.stringContaining('The call has 4 s and was not finished while translating') as string })
    deadline.clear()
  })
})
