import type { Browser } from '../browser'
import { failureOf, type RecorderErrorKey } from '../failure'
import { bad, good, open, type Finding } from './finding'

const obstacleIn = (browser: Browser, permission: string): RecorderErrorKey | null => {
  const obstacle = browser.recordingObstacle()
  if (obstacle) return obstacle
  if (browser.policyAllowsMicrophone() === false) return 'permission-blocked-by-page'
  return permission === 'denied' ? 'permission-denied' : null
}

/** Looks without asking the person anything. */
export const checkMicrophone = async (browser: Browser): Promise<Finding> => {
  const permission = await browser.microphonePermission()
  const key = obstacleIn(browser, permission)
  if (key) {
    const { sentence, advice } = failureOf(key)
    return bad('Microphone', sentence, advice)
  }
  if (permission === 'granted') return good('Microphone', 'The microphone is allowed on this page.')
  return open('Microphone', 'The browser will ask for the microphone at the first recording.', 'Allow it then.')
}
