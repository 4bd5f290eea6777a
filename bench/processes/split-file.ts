import { maxAudioBytes, maxPieceSeconds } from '../../contract'
import { fileSource } from '../long-audio/file-source'
import { loadSplitter } from '../../scripts/builders/splitter'
import { answerMessages } from '../harness/child'

/** Cuts files with the built splitter in a process of its own, one piece in memory at a time. */

const [serviceDir = ''] = process.argv.slice(2)
const { openAudio } = loadSplitter(serviceDir)
const never = new AbortController().signal
/** As the service asks: pieces as long as it ever makes them. */
const wish = { maxBytes: maxAudioBytes, maxSeconds: maxPieceSeconds, cutAt: 'limit', skipSilence: true } as const

const cut = async (path: string): Promise<{ milliseconds: number; pieces: number; bytes: number }> => {
  const began = performance.now()
  let pieces = 0
  let bytes = 0
  const audio = await openAudio(fileSource(path), never)
  for await (const { file } of audio.split(wish, never)) {
    pieces += 1
    bytes += file.byteLength
  }
  return { milliseconds: performance.now() - began, pieces, bytes }
}

answerMessages((message) => cut((message as { path: string }).path))
process.send?.({ pid: process.pid })
