import type { Preview } from './preview'

const sample = { address: '/assets/sample.mp3', name: 'sample.mp3', type: 'audio/mpeg' } as const

/** Gives the component a recording that needs no microphone; what follows is the road of every chosen file. */
export const trySample = async (preview: Preview): Promise<void> => {
  const response = await fetch(sample.address)
  if (!response.ok) throw new Error(`The sample answered ${response.status}.`)
  preview.offer(new File([await response.blob()], sample.name, { type: sample.type }))
}
