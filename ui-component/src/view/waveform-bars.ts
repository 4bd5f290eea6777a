/** Where a bar stands and how high it is, in the pixels of the canvas. */
export interface Bar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const barWidth = 3
export const barGap = 2
const quietestDecibels = -54
const loudestDecibels = -12

/** Loudness (0 to 1) as ears hear it: from a whisper to a loud voice, 0 to 1. */
export const heightOf = (level: number): number => {
  const decibels = level > 0 ? 20 * Math.log10(level) : -Infinity
  return Math.min(1, Math.max(0, (decibels - quietestDecibels) / (loudestDecibels - quietestDecibels)))
}

/** How many bars fit. */
export const barsIn = (width: number): number => Math.max(1, Math.floor((width + barGap) / (barWidth + barGap)))

const bar = (index: number, share: number, height: number): Bar => {
  const tall = Math.max(barWidth, Math.round(share * height))
  return { x: index * (barWidth + barGap), y: (height - tall) / 2, width: barWidth, height: tall }
}

/** The last moments, the newest at the end; what has not been heard yet is a row of dots. */
export const movingBars = (levels: readonly number[], width: number, height: number): readonly Bar[] => {
  const count = barsIn(width)
  const shown = levels.slice(-count)
  return Array.from({ length: count }, (_, index) => bar(index, heightOf(shown[index - (count - shown.length)] ?? 0), height))
}

const calmSteps = 6

/** For those who want no motion: a row that is full as far as the voice is loud, in a few steps. */
export const calmBars = (levels: readonly number[], width: number, height: number): readonly Bar[] => {
  const count = barsIn(width)
  const loudness = Math.round(heightOf(Math.max(0, ...levels.slice(-4))) * calmSteps) / calmSteps
  return Array.from({ length: count }, (_, index) => bar(index, index < loudness * count ? 0.6 : 0, height))
}
