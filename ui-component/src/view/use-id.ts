import * as React from 'react'

let last = 0

/** An id that no other element of the page has, also when the component stands there twice. */
export const useId = (): string => React.useState(() => `audioTranscriber-${++last}`)[0]
