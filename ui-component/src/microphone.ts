import type { Browser } from './browser'
import type { Settings } from './settings'

/** What the page and the person want of the microphone. */
export type MicrophoneWish = Pick<Settings, 'keepEcho' | 'keepNoise' | 'keepLoudness'> & { readonly microphoneId: string }

const constraintsOf = ({ keepEcho, keepNoise, keepLoudness, microphoneId }: MicrophoneWish): MediaTrackConstraints => ({
  channelCount: 1,
  echoCancellation: !keepEcho,
  noiseSuppression: !keepNoise,
  autoGainControl: !keepLoudness,
  ...(microphoneId && { deviceId: { exact: microphoneId } }),
})

const tooMuchAsked = (error: unknown): boolean => ['OverconstrainedError', 'TypeError', 'NotFoundError'].includes(String((error as { name?: unknown } | null)?.name))

/** Opens the microphone. One that is unplugged, or cannot do what is wished for, is replaced: another one is better than none. */
export const openMicrophone = async (browser: Browser, wish: MicrophoneWish): Promise<MediaStream> => {
  const attempts = [...(wish.microphoneId ? [constraintsOf(wish)] : []), constraintsOf({ ...wish, microphoneId: '' })]
  for (const constraints of attempts) {
    try {
      return await browser.openMicrophone(constraints)
    } catch (error) {
      if (!tooMuchAsked(error)) throw error
    }
  }
  return browser.openMicrophone(true)
}
