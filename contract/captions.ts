/** The craft of captions: what broadcasters and streaming services agree on (Netflix Timed Text Style Guide; BBC Subtitle Guidelines). */
export const captionRules = {
  maxLineCharacters: 42,
  /** Wide scripts (Chinese, Japanese, Korean) fill a line with fewer characters. */
  maxWideLineCharacters: 16,
  maxLines: 2,
  minSeconds: 5 / 6,
  maxSeconds: 7,
  /** Reading speed; a cue that would be faster is shown longer when the pause after it allows. */
  maxCharactersPerSecond: 20,
  maxWideCharactersPerSecond: 9,
} as const

/** What *Audio: make captions* can write. */
export const captionFormats = ['srt', 'vtt'] as const
export type CaptionFormat = (typeof captionFormats)[number]

/** How *Audio: transcript text* can lay out the text. */
export const textLayouts = ['plain', 'speakers', 'times'] as const
export type TextLayout = (typeof textLayouts)[number]
