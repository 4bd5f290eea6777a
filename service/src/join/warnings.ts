import type { Warning } from '../../../contract'

/** Hours, minutes and seconds, as people read a player. */
export const clockTime = (seconds: number): string => [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')

/** Where a piece lies, for the words of a warning. */
export const gapTimes = ({ startSeconds, endSeconds }: { readonly startSeconds: number; readonly endSeconds: number }): { start: string; end: string } => ({ start: clockTime(startSeconds), end: clockTime(endSeconds) })

/** Every piece can have the same thing to tell: once is enough. */
export const oncePerMessage = (warnings: readonly Warning[]): Warning[] => [...new Map(warnings.map((warning) => [warning.message, warning])).values()]
