/** Numbers that a user can meet. Sources stand beside each. */

/** OpenAI reads at most 26,214,400 bytes of a request, multipart overhead included (error body of status 413). */
export const maxRequestBytes = 26_214_400

/** Room for the multipart head and the small fields, so that audio plus form stays below `maxRequestBytes`. */
export const multipartReserveBytes = 64 * 1024

/** The largest audio that one call sends: 25 MB less the form around it. */
export const maxAudioBytes = maxRequestBytes - multipartReserveBytes

/** The largest file that a call reads at all, in pieces; a film in good quality is smaller. */
export const maxSourceBytes = 2_147_483_648

/** The largest recording: a day of speech at `recordingBitsPerSecond`. More would not fit into the memory of a phone when its length is mended. */
export const maxRecordingBytes = 419_430_400

/** OpenAI refuses anything shorter (error `audio_too_short`). */
export const minAudioSeconds = 0.1

/** Written as `@executionTimeoutInSeconds`; the budget of a call unless `timeLimitSeconds` says otherwise. */
export const executionTimeoutSeconds = 120

/** Our own numbered error is sent this long before the platform would abort the call without one. */
export const deadlineMarginSeconds = 3

/** From the request to the headers of the answer; a source that needs longer is given up. */
export const sourceAnswerSeconds = 20
/** A source that delivers more slowly than this, averaged over `sourceRateWindowSeconds`, is given up. */
export const minSourceBytesPerSecond = 2_000
export const sourceRateWindowSeconds = 10
export const maxRedirects = 5

/** Characters of an address, an error value or a foreign message that we repeat to a caller. */
export const maxQuotedCharacters = 200

/** whisper-1 keeps about 224 tokens of a prompt; longer text is accepted by newer models. */
export const maxPromptCharacters = 8_000

/** Names of models are short, or paths at most; a longer text was meant for another field. */
export const maxModelCharacters = 200

/** All keywords together; a model with a keyword field takes them one by one, the others get them as a prompt. */
export const maxKeywordsCharacters = 2_000

/** The longest time that a transcript can hold: captions write two digits for the hours. */
export const maxTranscriptSeconds = 359_999

/** Requests for pieces of one audio that are under way at a time. */
export const maxLanes = 16
/** Pieces that are held in memory at a time, over all lanes. */
export const maxBytesInFlight = 48 * 1024 * 1024
/** Pieces that are sent side by side: shorter ones cost more requests than they save time, longer ones gain nothing. */
export const minPieceSeconds = 120
export const maxPieceSeconds = 300
/** A pause to cut at is looked for in so much of the end of a piece. */
export const pauseSearchSeconds = 40
/** A phrase: long enough to be understood, short enough to be a caption. */
export const minPhraseSeconds = 2
export const maxPhraseSeconds = 12

/** A run of a job holds it for so long; it renews its hold in time, so only a run that has died lets go. */
export const jobLeaseSeconds = 20
export const jobRenewSeconds = 5
/** So long after a job was called it is not called again by those who ask for it. */
export const jobCallAgainSeconds = 10
/** A job of which so many runs in a row get nothing done is given up. */
export const maxFruitlessRuns = 12
/** A piece that fails for a reason that may pass is tried in so many runs. */
export const maxPieceRuns = 3
/** Days for which a job is kept unless the configuration says otherwise. */
export const defaultKeepResultsDays = 7
/** How often jobs that stand still, or are over, are looked for. */
export const jobTimerSeconds = 60

/**
 * How long a request takes: 1 s and 0.026 s for each second of audio, as 2,423.68 s took 62.7 s with gpt-transcribe
 * (transcriptintel/transcribeit, benchmarks/results, 2026-08-06; one run).
 */
export const requestSeconds = 1
export const requestSecondsPerAudioSecond = 0.026
/** A plan must fit into this part of the time that is left, since nobody promises the speed. */
export const plannedTimeShare = 0.6

/** Films and recordings whose index stands at the end are held in memory up to this size where the source cannot be read out of turn. */
export const maxUnrangedBytes = 100 * 1024 * 1024
