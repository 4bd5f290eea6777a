import type { Transcript } from './transcript'
import { cuesOf, type Cue } from './cues'

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0')

const clock = (seconds: number, separator: ',' | '.'): string => {
  const milliseconds = Math.round(seconds * 1000)
  const parts = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60, (milliseconds / 1000) % 60].map((part) => pad(Math.floor(part)))
  return `${parts.join(':')}${separator}${pad(milliseconds % 1000, 3)}`
}

/** A speaker is named where the speaker changes. */
const turns = (cues: readonly Cue[]): readonly (Cue & { readonly opensTurn: boolean })[] =>
  cues.map((cue, index) => ({ ...cue, opensTurn: cue.speaker !== null && cue.speaker !== cues[index - 1]?.speaker }))

const escapeVtt = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** SubRip captions. */
export const renderSrt = (transcript: Transcript): string =>
  turns(cuesOf(transcript)).map(({ start, end, lines, speaker, opensTurn }, index) =>
    `${index + 1}\n${clock(start, ',')} --> ${clock(end, ',')}\n${opensTurn ? `${speaker}: ` : ''}${lines.join('\n')}\n`).join('\n')

/** WebVTT captions; speakers become voice spans, which players can style. */
export const renderVtt = (transcript: Transcript): string =>
  ['WEBVTT\n', ...cuesOf(transcript).map(({ start, end, lines, speaker }) =>
    `${clock(start, '.')} --> ${clock(end, '.')}\n${speaker === null ? '' : `<v ${escapeVtt(speaker)}>`}${escapeVtt(lines.join('\n'))}\n`)].join('\n')
