/** Data tables that the pack uses. They hold nothing that a client may change, so every client role must be denied every right on them. */
export const minutesTable = {
  name: 'AudioMinutes',
  /** objectId is the allowance and the day, for example `app-2026-11-21`. */
  columns: { seconds: 'INT' },
} as const
