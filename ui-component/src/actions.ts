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
}

type Wish = Pick<Settings, 'source'>

const action = (command: Command, text: TextId): Action => ({ command, text })

const cancel = action('cancel', 'cancel')
const discard = action('discard', 'discardRecording')
const download = action('download', 'download')
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
  return { primary, secondary: canChoose(wish) && primary.command === 'record' ? [action('chooseFile', 'chooseFile')] : [] }
}

const failedActions = (state: State, wish: Wish): Actions => {
  const held = heldOf(state)
  const inHand = held ? [download, discard] : []
  const again = againActions(state, wish)
  if (state.type === 'failed' && state.step === 'send') return { primary: action('send', 'tryAgain'), secondary: [...again, ...inHand] }
  const unsent = held && !held.transcribed ? [transcribe] : []
  if (state.type === 'failed' && state.step === 'microphone' && canRecord(state, wish)) {
    return { primary: action('record', 'tryAgain'), secondary: [...unsent, ...again.filter(({ command }) => command !== 'record'), ...inHand] }
  }
  const { primary, secondary } = atHome(state, wish)
  const choose = canChoose(wish) ? action('chooseFile', 'chooseAnotherFile') : primary
  return { primary: choose, secondary: [...unsent, ...[primary, ...secondary].filter(({ command }) => command !== choose.command), ...inHand] }
}

const afterwards = (state: State, wish: Wish, first: readonly Action[]): Actions => {
  const [primary = action('none', 'recordAgain'), ...others] = againActions(state, wish)
  return { primary, secondary: [...first, ...others, download, discard] }
}

type ActionsOf = (state: State, wish: Wish) => Actions

const table: Readonly<Record<State['type'], ActionsOf>> = {
  idle: atHome,
  unsupported: atHome,
  asking: () => ({ primary: cancel, secondary: [] }),
  recording: () => ({ primary: action('stop', 'stopRecording'), secondary: [action('pause', 'pauseRecording'), discard] }),
  paused: () => ({ primary: action('stop', 'stopRecording'), secondary: [action('resume', 'resumeRecording'), discard] }),
  stopping: () => ({ primary: action('none', 'stopRecording'), secondary: [] }),
  recorded: (state, wish) => ({ primary: transcribe, secondary: [...againActions(state, wish), download, discard] }),
  uploading: () => ({ primary: cancel, secondary: [] }),
  transcribing: () => ({ primary: cancel, secondary: [] }),
  done: (state, wish) => afterwards(state, wish, []),
  noSpeech: (state, wish) => afterwards(state, wish, [action('send', 'tryAnyway')]),
  failed: failedActions,
}

/** Which buttons a person has in this state. */
export const actionsOf = (state: State, wish: Wish): Actions => table[state.type](state, wish)
