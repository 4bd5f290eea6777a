import type { Settings } from './settings'
import { heldOf, type State } from './state'
import type { TextId } from './texts'

/** What a button does. `chooseFile` opens the file dialog. */
export type Command = 'record' | 'stop' | 'pause' | 'resume' | 'discard' | 'send' | 'cancel' | 'download' | 'chooseFile' | 'none'

/** One button: its words and what it does. */
export interface Action {
  readonly command: Command
  readonly text: TextId
}

/** The buttons of one situation. The primary one stands in the same place in all of them. */
export interface Actions {
  readonly primary: Action
  readonly secondary: readonly Action[]
  /** What can be done with the audio in hand; they stand beside its player. */
  readonly audio: readonly Action[]
}

type Wish = Pick<Settings, 'source'>

const action = (command: Command, text: TextId): Action => ({ command, text })

const cancel = action('cancel', 'cancel')
const discard = action('discard', 'discardRecording')
const transcribe = action('send', 'transcribe')

const canRecord = (state: State, { source }: Wish): boolean => source !== 'file' && state.obstacle === null

const canChoose = ({ source }: Wish): boolean => source !== 'microphone'

const startAction = (state: State, wish: Wish): Action => {
  if (canRecord(state, wish)) return action('record', 'startRecording')
  return canChoose(wish) ? action('chooseFile', 'chooseFile') : action('none', 'startRecording')
}

/** To begin again while there is something in hand. */
const againActions = (state: State, wish: Wish): readonly Action[] => [
  ...(canRecord(state, wish) ? [action('record', 'recordAgain')] : []),
  ...(canChoose(wish) ? [action('chooseFile', 'chooseAnotherFile')] : []),
]

const atHome = (state: State, wish: Wish): Actions => {
  const primary = startAction(state, wish)
  return { primary, secondary: canChoose(wish) && primary.command === 'record' ? [action('chooseFile', 'chooseFile')] : [], audio: [] }
}

const inHand: readonly Action[] = [action('download', 'download'), discard]

const afterFailedSend = (state: State, wish: Wish): Actions => ({ primary: action('send', 'tryAgain'), secondary: againActions(state, wish), audio: inHand })

const failedActions = (state: State, wish: Wish): Actions => {
  if (state.type === 'failed' && state.step === 'send') return afterFailedSend(state, wish)
  const held = heldOf(state)
  const unsent = held && !held.transcribed ? [transcribe] : []
  const audio = held ? inHand : []
  const again = againActions(state, wish)
  const first = state.type === 'failed' && state.step === 'microphone' ? 'record' : 'chooseFile'
  const primary = again.find(({ command }) => command === first) ?? startAction(state, wish)
  const others = again.filter(({ command }) => command !== primary.command).map((other) => (other.command === 'record' && !held ? action('record', 'startRecording') : other))
  return { primary: primary.command === 'record' ? action('record', 'tryAgain') : primary, secondary: [...unsent, ...others], audio }
}

const afterwards = (state: State, wish: Wish, first: readonly Action[]): Actions => {
  const [primary = action('none', 'recordAgain'), ...others] = againActions(state, wish)
  return { primary, secondary: [...first, ...others], audio: inHand }
}

type ActionsOf = (state: State, wish: Wish) => Actions

const table: Readonly<Record<State['type'], ActionsOf>> = {
  idle: atHome,
  unsupported: atHome,
  asking: () => ({ primary: cancel, secondary: [], audio: [] }),
  recording: () => ({ primary: action('stop', 'stopRecording'), secondary: [action('pause', 'pauseRecording'), discard], audio: [] }),
  paused: (state) => ({ primary: action('stop', 'stopRecording'), secondary: [state.type === 'paused' && state.why === 'escape' ? action('resume', 'keepRecording') : action('resume', 'resumeRecording'), discard], audio: [] }),
  stopping: () => ({ primary: action('none', 'stopRecording'), secondary: [], audio: [] }),
  recorded: (state, wish) => ({ primary: transcribe, secondary: againActions(state, wish), audio: inHand }),
  uploading: () => ({ primary: cancel, secondary: [], audio: [] }),
  transcribing: () => ({ primary: cancel, secondary: [], audio: [] }),
  done: (state, wish) => afterwards(state, wish, []),
  noSpeech: (state, wish) => afterwards(state, wish, [action('send', 'tryAnyway')]),
  queued: (state, wish) => ({ primary: action('send', 'sendNow'), secondary: againActions(state, wish), audio: inHand }),
  failed: failedActions,
}

/** Which buttons a person has in this state. */
export const actionsOf = (state: State, wish: Wish): Actions => table[state.type](state, wish)
