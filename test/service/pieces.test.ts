import { maxAudioBytes, maxBytesInFlight, modelOf, type Need } from '../../contract'
import type { Piece } from '../../service/src/audio/split/types'
import { ServiceError } from '../../service/src/errors'
import { Lanes } from '../../service/src/pieces/lanes'
import { sendPieces, type SendingPieces } from '../../service/src/pieces/send-pieces'
import { fitsTime, isWorthALook, planPieces, type PieceNeed } from '../../service/src/plan/plan-pieces'
import type { Transcript } from '../../service/src/transcript'

const plainText: Need = { segments: false, words: false, speakers: false }
const needing = (part: Partial<PieceNeed> & { modelId?: string } = {}): PieceNeed => ({ model: modelOf(part.modelId ?? 'whisper-1'), need: plainText, splitForSpeed: false, carryContext: false, leastSeconds: 120, remainingSeconds: 117, ...part })

describe('planPieces', () => {
  test.each<[string, number | null, number | null, Partial<PieceNeed> & { modelId?: string }]>([
    ['a clip', 30, 480_000, {}],
    ['a clip when hardly any time is left: no cut would help', 30, 480_000, { remainingSeconds: 1 }],
    ['an hour that fits in size and time', 2_400, 14_000_000, {}],
    ['1390 s for a model that takes 1400', 1_390, 5_000_000, { modelId: 'gpt-4o-transcribe' }],
    ['times from a model that tells them', 30, 480_000, { need: { ...plainText, segments: true } }],
    ['a file of unknown length', null, 480_000, {}],
  ])('leaves %s as it is', (_title, durationSeconds, byteLength, part) => {
    expect(planPieces({ durationSeconds, byteLength }, needing(part))).toBeNull()
  })

  test.each<[string, number | null, number | null, Partial<PieceNeed> & { modelId?: string }]>([
    ['a file above the size', 3_600, maxAudioBytes + 1, {}],
    ['a stream of unknown size', null, null, {}],
    ['audio above the length of the model', 1_396, 5_000_000, { modelId: 'gpt-4o-transcribe' }],
    ['audio that one request would not finish in time', 3_600, 14_000_000, {}],
    ['audio over five minutes when split for speed', 301, 2_000_000, { splitForSpeed: true }],
    ['audio whose model tells no times', 30, 480_000, { modelId: 'gpt-transcribe', need: { ...plainText, segments: true } }],
  ])('cuts %s', (_title, durationSeconds, byteLength, part) => {
    expect(planPieces({ durationSeconds, byteLength }, needing(part))).not.toBeNull()
  })

  test('makes pieces of two to five minutes, with which the whole is done first', () => {
    const seconds = (durationSeconds: number, byteLength: number | null = null): number | undefined => planPieces({ durationSeconds, byteLength }, needing())?.wish.maxSeconds
    expect([seconds(600), seconds(3_600), seconds(36_000)]).toEqual([120, 250, 270])
    // Not all of these are in memory side by side, so two rounds of short pieces are better than two of long ones.
    expect(seconds(3_600, 57_600_000)).toBe(140)
  })

  test('makes phrases where the model tells no times, and says so', () => {
    expect(planPieces({ durationSeconds: 60, byteLength: 9e5 }, needing({ modelId: 'gpt-transcribe', need: { ...plainText, segments: true } }))).toMatchObject({ timesFromPieces: true, wish: { cutAt: 'pauses', maxSeconds: 12 } })
  })

  test('sends one after another when each piece is told what was said before', () => {
    expect(planPieces({ durationSeconds: 3_600, byteLength: null }, needing({ carryContext: true }))?.lanes).toBe(1)
  })

  test('knows that ten hours fit a call of two minutes, and not one of 20 s', () => {
    const plan = planPieces({ durationSeconds: 36_000, byteLength: null }, needing())!
    expect(plan.expectedSeconds).toBeCloseTo(9 * (1 + 0.026 * 250))
    expect([fitsTime(plan, 120), fitsTime(plan, 17)]).toEqual([true, false])
    expect(fitsTime(planPieces({ durationSeconds: 7_200, byteLength: null }, needing())!, 117)).toBe(true)
  })

  test('does not look into a file that is too short to be cut', () => {
    expect(isWorthALook(480_000, needing())).toBe(false)
    expect(isWorthALook(1_040_000, needing({ modelId: 'gpt-4o-transcribe' }))).toBe(false)
    expect(isWorthALook(1_060_000, needing({ modelId: 'gpt-4o-transcribe' }))).toBe(true)
    expect(isWorthALook(1_000, needing({ modelId: 'gpt-transcribe', need: { ...plainText, segments: true } }))).toBe(true)
  })
})

describe('Lanes', () => {
  test('never runs more than allowed, halves once for one wave of complaints, and recovers', async () => {
    const lanes = new Lanes(8)
    const leaves = await Promise.all(Array.from({ length: 8 }, () => lanes.enter()))
    let ninth = false
    const waiting = lanes.enter().then((leave) => { ninth = true; return leave })
    lanes.slower()
    lanes.slower()
    expect(lanes.limit).toBe(4)
    leaves.slice(0, 4).forEach((leave) => leave())
    await new Promise(setImmediate)
    expect(ninth).toBe(false)
    leaves.slice(4).forEach((leave) => leave())
    ;(await waiting)()
    for (let more = 0; more < 20; more += 1) (await lanes.enter())()
    expect(lanes.limit).toBe(8)
  })
})

const transcript = (text: string): Transcript => ({ text, language: 'en', durationSeconds: null, segments: null, words: null, usage: null })
const piece = (index: number, byteLength = 1_000): Piece =>
  ({ index, startSeconds: index * 10, endSeconds: index * 10 + 10, overlapSeconds: 0, file: { byteLength }, next: null }) as unknown as Piece
async function* made(pieces: readonly Piece[], fails?: Error): AsyncGenerator<Piece> {
  await Promise.resolve()
  yield* pieces
  if (fails) throw fails
}
const sending = (part: Partial<SendingPieces>): SendingPieces => ({ lanes: new Lanes(4), carryContext: false, mayHaveGaps: true, send: ({ index }) => Promise.resolve(transcript(`w${index}`)), ...part })
const after = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

describe('sendPieces', () => {
  const ten = Array.from({ length: 10 }, (_, index) => piece(index))

  test('answers in order, whatever comes first', async () => {
    const { pieces, sentSeconds } = await sendPieces(made(ten), sending({ send: async ({ index }) => { await after(10 - index); return transcript(`w${index}`) } }))
    expect(pieces.map((part) => part.transcript?.text)).toEqual(ten.map(({ index }) => `w${index}`))
    expect(sentSeconds).toBe(100)
  })

  test('holds no more than the limit in memory, and one piece that is larger all the same', async () => {
    let held = 0
    let most = 0
    const big = Array.from({ length: 6 }, (_, index) => piece(index, index === 3 ? maxBytesInFlight + 1 : maxBytesInFlight / 2 - 1))
    await sendPieces(made(big), sending({ send: async ({ file }) => {
      held += file.byteLength
      most = Math.max(most, held)
      await after(5)
      held -= file.byteLength
      return transcript('x')
    } }))
    expect(most).toBe(maxBytesInFlight + 1)
  })

  test('leaves a gap where a piece fails, and keeps the others', async () => {
    const send: SendingPieces['send'] = ({ index }) => (index === 4 ? Promise.reject(new ServiceError('upstream-failed', { status: 500 })) : Promise.resolve(transcript('x')))
    const { pieces, lost } = await sendPieces(made(ten), sending({ send }))
    expect(pieces.filter((part) => part.transcript === null)).toEqual([expect.objectContaining({ startSeconds: 40, endSeconds: 50 })])
    expect(lost).toEqual([expect.objectContaining({ startSeconds: 40, endSeconds: 50 })])
    await expect(sendPieces(made(ten), sending({ send, mayHaveGaps: false }))).rejects.toMatchObject({ key: 'upstream-failed' })
  })

  test('ends at once with a failure that would meet every piece', async () => {
    let sent = 0
    const send: SendingPieces['send'] = () => { sent += 1; return Promise.reject(new ServiceError('api-key-rejected')) }
    await expect(sendPieces(made(ten), sending({ send }))).rejects.toMatchObject({ key: 'api-key-rejected' })
    expect(sent).toBeLessThanOrEqual(4)
  })

  test('answers the failure when every piece failed', async () => {
    await expect(sendPieces(made(ten), sending({ send: () => Promise.reject(new ServiceError('audio-damaged')) }))).rejects.toMatchObject({ key: 'audio-damaged' })
  })

  test('keeps what was heard when the source breaks off, and says where', async () => {
    const { pieces, brokenAt } = await sendPieces(made(ten.slice(0, 3), new ServiceError('source-cut-off', { host: 'x', bytes: 1 })), sending({}))
    expect([pieces.length, brokenAt]).toEqual([3, 30])
    await expect(sendPieces(made([], new ServiceError('source-cut-off', { host: 'x', bytes: 1 })), sending({}))).rejects.toMatchObject({ key: 'source-cut-off' })
  })

  test('hears nothing in a piece that is too short, which is no failure', async () => {
    const { pieces, lost } = await sendPieces(made(ten.slice(0, 2)), sending({ send: ({ index }) => (index === 1 ? Promise.reject(new ServiceError('audio-too-short', { minSeconds: 0.1 })) : Promise.resolve(transcript('x'))) }))
    expect([pieces[1]?.transcript?.text, lost]).toEqual(['', []])
  })

  test('tells each piece the end of the one before when it should', async () => {
    const told: string[] = []
    await sendPieces(made(ten.slice(0, 3)), sending({ lanes: new Lanes(1), carryContext: true, send: ({ index }, context) => { told.push(context); return Promise.resolve(transcript(`w${index}`)) } }))
    expect(told).toEqual(['', 'w0', 'w1'])
  })
})
