import { needsAsking } from '../asking'
import type { Context, Effect, Host } from '../context'
import { newRecorder } from '../recorder'
import type { Scope } from '../scope'
import { heldOf, type State, type Transcript } from '../state'
import { startLive, type Live, type LiveTools } from './live'
import type { Gated } from './phrases'
import { createPhraseSending, isFinalError } from './phrase-sending'

/** One recording whose text grows. */
interface Going {
  readonly scope: Scope
  readonly live: Live
  /** What the page had before the first phrase; null = nothing has been written yet. */
  earlier: Transcript | null
  finished: Promise<Transcript | null> | null
}

const isWantedBy = (host: Host): boolean => {
  const { liveText, sendAfterStop, saveSource } = host.settings()
  // The page's own steps want the whole recording, and so does whoever keeps the file.
  return liveText && sendAfterStop && !saveSource && host.hook('onUploadAudio') === null && host.hook('onTranscribeAudio') === null
}

const gatedOf = ({ browser, hearing }: Context): Gated => {
  const stretch = hearing.stretch()
  if (!stretch) throw new Error('the browser hears nothing any more')
  return { ...stretch, recorder: newRecorder(browser, stretch.stream) }
}

/** Makes the text grow while a recording goes on, where the page wants that. Whatever goes wrong with it, the whole recording is sent as usual. */
export const createLiveEffect = (context: Context): Effect => {
  const { browser, scope, host, hearing, state, dispatch } = context
  let going: Going | null = null

  const tell = (recordId: string): LiveTools['onProgress'] => ({ transcript, pending, isRetrying }) => {
    const isWritten = transcript.text !== '' && host.settings().recordId === recordId
    if (isWritten && going) going.earlier ??= state().transcript
    dispatch({ type: 'soFar', run: state().run, soFar: { text: transcript.text, pending, isRetrying }, transcript: isWritten ? transcript : null })
  }
  const begin = (after: State): void => {
    const first = hearing.stretch()
    if (after.type !== 'recording' || !first || !isWantedBy(host)) return
    first.close()
    const { ids } = after
    const own = scope.child()
    own.add(hearing.hold())
    try {
      const live = startLive({
        scope: own,
        loudness: hearing.loudness,
        now: () => browser.now(),
        heardMs: hearing.clock,
        newGated: () => gatedOf(context),
        send: createPhraseSending(context, own),
        isFinal: isFinalError,
        onProgress: tell(ids.recordId),
      })
      going = { scope: own, live, earlier: null, finished: null }
      dispatch({ type: 'soFar', run: after.run, soFar: { text: '', pending: 0, isRetrying: false }, transcript: null })
    } catch (error) {
      own.close()
      browser.report(error)
    }
  }
  /** What the page had before comes back when the recording is discarded. */
  const drop = (earlier: Transcript | null): void => {
    going?.scope.close()
    going = null
    dispatch({ type: 'soFar', run: state().run, soFar: null, transcript: earlier })
  }
  const answer = ({ live, finished }: Going, run: number): void => {
    void (finished ?? live.finish()).then((transcript) => {
      if (transcript) dispatch({ type: 'answered', run, transcript, keepUpload: false, recordId: host.settings().recordId })
      else dispatch({ type: 'liveFailed', run, send: !needsAsking(heldOf(state())?.take ?? { durationSeconds: null }, host.settings()) })
    })
  }
  const follow = (now: Going, before: State, after: State): void => {
    if (after.type === 'recording') return now.live.resume()
    if (after.type === 'paused') return now.live.pause()
    if (after.type === 'transcribing' && before.type === 'stopping') return answer(now, after.run)
    if (after.type !== 'stopping') return drop(null)
    if (after.discard) return drop(now.earlier)
    if (!now.live.hasCut()) return drop(null)
    now.finished = now.live.finish()
  }
  return (before, after) => {
    if (going && after.type !== before.type) follow(going, before, after)
    else if (after.type === 'recording' && before.type === 'asking') begin(after)
  }
}
