import * as React from 'react'
import { cls } from './view-props'
import { calmBars, movingBars, type Bar } from './waveform-bars'

/** Tells how loud it is now, 0 to 1, many times a second; the answer ends that. */
export type ListenToLevel = (listener: (level: number) => void) => () => void

const remembered = 400
/** Levels come with every picture of the screen; so many make one bar. */
const levelsInBar = 4
const calmPauseMs = 400

const paint = (canvas: HTMLCanvasElement, bars: (width: number, height: number) => readonly Bar[], view: Window): void => {
  const context = canvas.getContext('2d')
  const { clientWidth: width, clientHeight: height } = canvas
  if (!context || width === 0) return
  const scale = view.devicePixelRatio || 1
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale)
    canvas.height = Math.round(height * scale)
  }
  const { color, direction } = view.getComputedStyle(canvas)
  context.setTransform(direction === 'rtl' ? -scale : scale, 0, 0, scale, direction === 'rtl' ? canvas.width : 0, 0)
  context.clearRect(0, 0, width, height)
  context.fillStyle = color
  for (const { x, y, width: wide, height: tall } of bars(width, height)) context.fillRect(x, y, wide, tall)
}

/** The voice as it comes, drawn from the stream that is recorded. It says nothing of its own: words stand beside it. */
export const Waveform = ({ listen, isLive }: { listen: ListenToLevel; isLive: boolean }): React.ReactElement => {
  const canvas = React.useRef<HTMLCanvasElement>(null)
  const levels = React.useRef<number[]>([])
  const newest = React.useRef({ peak: 0, count: 0 })
  React.useEffect(() => {
    const drawn = canvas.current
    const view = drawn?.ownerDocument.defaultView
    if (!drawn || !view) return
    const isCalm = view.matchMedia('(prefers-reduced-motion: reduce)').matches
    let paintedAtMs = 0
    const draw = (): void => {
      const nowMs = view.performance.now()
      if (isCalm && nowMs - paintedAtMs < calmPauseMs) return
      paintedAtMs = nowMs
      paint(drawn, (width, height) => (isCalm ? calmBars : movingBars)(levels.current, width, height), view)
    }
    draw()
    if (!isLive) return
    return listen((level) => {
      const { peak, count } = newest.current
      newest.current = { peak: Math.max(peak, level), count: count + 1 }
      if (count + 1 < levelsInBar) return
      levels.current.push(newest.current.peak)
      newest.current = { peak: 0, count: 0 }
      if (levels.current.length > remembered) levels.current.splice(0, remembered / 2)
      draw()
    })
  }, [listen, isLive])
  return <canvas className={cls('waveform')} ref={canvas} aria-hidden="true" />
}
