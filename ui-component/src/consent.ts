import type { Controller } from './controller'
import { createStore, type Store } from './store'

/** What the page knows about the consent of its person. */
export interface ConsentHost {
  /** Whether there is a text that the person has not agreed to. */
  isNeeded(): boolean
  /** The person has agreed: writes and tells it. */
  give(): void
}

/** Holds back whatever records or sends until the person has agreed. */
export interface Consent {
  /** Whether the question is open. */
  readonly isAsking: Store<boolean>
  guard(step: () => void): void
  accept(): void
  decline(): void
}

/** The question is asked by the first step that needs an answer; the last such step is done after it. */
export const createConsent = (host: ConsentHost, onError: (error: unknown) => void): Consent => {
  const isAsking = createStore(false, onError)
  let held: (() => void) | null = null
  const close = (): void => {
    held = null
    isAsking.set(false)
  }
  return {
    isAsking,
    guard: (step) => {
      if (!host.isNeeded()) return step()
      held = step
      isAsking.set(true)
    },
    accept: () => {
      const step = held
      if (!isAsking.get()) return
      close()
      host.give()
      step?.()
    },
    decline: close,
  }
}

type Guarded = 'record' | 'press' | 'send' | 'choose' | 'chooseAddress' | 'sendUnsent'

/** The same controller, whose steps that need consent wait for it. */
export const withConsent = (controller: Controller, consent: Consent): Controller => {
  const steps: Pick<Controller, Guarded> = {
    record: (isQuick) => consent.guard(() => controller.record(isQuick)),
    press: (isQuick) => consent.guard(() => controller.press(isQuick)),
    send: () => consent.guard(() => controller.send()),
    choose: (files) => Promise.resolve(consent.guard(() => void controller.choose(files))),
    chooseAddress: (address) => Promise.resolve(consent.guard(() => void controller.chooseAddress(address))),
    sendUnsent: (recordingId) => consent.guard(() => controller.sendUnsent(recordingId)),
  }
  return { ...controller, ...steps }
}
