// Written by scripts/generators/service.ts (npm run generate). Do not edit: change contract/ instead.
'use strict'

const { run, runJob, runTimer, operations, configurationItems } = require('./run.cjs')

/**
 * @typedef {Object} AudioTextAnswer
 * @property {String} text The transcript, or the English text; who spoke stands in segments.
 * @property {String} [language] Language of the speech as ISO-639-1 code; null when unknown.
 * @property {Number} [durationSeconds] Length of the audio in seconds; null when unknown.
 * @property {String} model Model that made the text.
 * @property {String} requestedModel Model that was asked for: by the call, the configuration or the default.
 * @property {Object} [usage] What the transcription service counted: type (duration or tokens) and its numbers; null when it told nothing.
 * @property {Number} [cost] Estimated price in US dollars from the price table of the reference; null when no price is known.
 * @property {Array} warnings Things worth knowing that did not stop the call, each with code and message.
 * @property {Array} removed Segments that were dropped as invented on silence, each with start, end and text.
 * @property {String} [savedSource] Path of the saved copy in the app file storage; null when none was saved.
 * @property {Array} [segments] Phrases with start and end in seconds, text, and speaker, sourceText or doubtful where they apply; whenever the model gave times.
 * @property {Array} [words] Words with start and end in seconds, when timestamps is word.
 * @property {String} [sourceText] Text in the spoken language, when the translation was made from text.
 * @property {Number} [duration] Same as durationSeconds, in verbose_json and diarized_json.
 */

/**
 * @typedef {Object} AudioJobStarted
 * @property {String} jobId Id of the job: whoever is not signed in needs nothing else to read it, so keep it like a password.
 * @property {String} state State of the job: queued.
 */

/**
 * @typedef {Object} AudioJob
 * @property {String} jobId Id of the job.
 * @property {String} state queued, running, done, failed or cancelled.
 * @property {Number} percent How much of the audio is transcribed, from 0 to 100.
 * @property {Number} secondsDone Seconds of audio that are transcribed.
 * @property {Number} [durationSeconds] Length of the audio in seconds; null while unknown.
 * @property {String} [text] The text so far with include partial, and the whole text once the job is done; else null.
 * @property {Object} [result] What the request would have answered, in the wished form; null until the job is done.
 * @property {Number} [errorCode] Number of the error of a failed job; else null.
 * @property {String} [errorMessage] Sentence and advice of that error; else null.
 * @property {String} [reason] Reason of a cancelled job, when one was given; else null.
 * @property {Number} expiresAt Moment at which the job and its result are removed, in milliseconds since 1970.
 */

/**
 * @typedef {Object} AudioJobRemoved
 * @property {String} jobId Id of the job.
 * @property {Boolean} deleted Always true; a job that does not exist is an error.
 */

/**
 * @description Turns speech into text in the language that was spoken.
 */
class OpenAIAudioTranscription {
  /**
   * @description Answers the text of the speech in an audio file.
   * @route POST /transcribe
   * @executionTimeoutInSeconds 120
   * @param {String} audioFileUrl Required. Address of the audio: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, of any length up to 2 GB; what is larger than one request is sent in parts.
   * @param {String} [model] Optional. Audio model. Without it the one of the configuration is used, else whisper-1 while it lives and then its successor.
   * @param {String} [prompt] Optional. Text that guides spelling and style, or continues earlier audio; in English for translation, else in the language of the audio.
   * @param {String} [language] Optional. Language of the speech as ISO-639-1 code, which improves accuracy. Without it the model detects the language.
   * @param {String} [responseFormat] Optional. Form of the answer, in any letter case: json (an object with text), text, srt or vtt captions (strings), verbose_json (an object with segments and times) or diarized_json (segments with speakers).
   * @param {Number} [temperature] Optional. Randomness from 0 to 1. With 0 the model decides by itself when to be freer.
   * @param {Boolean} [saveSource] Optional. Whether a copy of the source file is kept in the audio folder of the app file storage.
   * @param {String} [timestamps] Optional. Adds times to an object answer: segment (phrases) or word (phrases and every word).
   * @param {String} [keywords] Optional. Names and terms to spell right, separated by commas or line breaks; about ten help more than seventy.
   * @param {Boolean} [speakers] Optional. Whether segments name who speaks (A, B, C).
   * @param {Boolean} [silenceFilter] Optional. Whether the text is emptied when all signs agree that nobody spoke; what was dropped is answered in removed.
   * @param {String} [longAudio] Optional. What happens with audio that cannot be transcribed within the time of the call: error (a clear error that names the way) or job (it goes on as a job, and the answer holds its jobId).
   * @param {String} [onGap] Optional. What happens when a part of long audio cannot be transcribed: mark (the rest is answered, with a mark and a warning) or error.
   * @param {Boolean} [carryContext] Optional. Whether each part of long audio is sent with the last words of the part before, one after another: better spelling of names, but slower, and a mistake can spread.
   * @returns {Promise<AudioTextAnswer>}
   */
  async requestTranscription(audioFileUrl, model, prompt, language, responseFormat, temperature, saveSource, timestamps, keywords, speakers, silenceFilter, longAudio, onGap, carryContext) {
    return run(this, operations[0], { audioFileUrl, model, prompt, language, responseFormat, temperature, saveSource, timestamps, keywords, speakers, silenceFilter, longAudio, onGap, carryContext })
  }

  /**
   * @description Starts a transcription that goes on after the call, for long audio. Answers the id of the job at once.
   * @route POST /startTranscription
   * @executionTimeoutInSeconds 120
   * @param {String} audioFileUrl Required. Address of the audio: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, of any length up to 2 GB; what is larger than one request is sent in parts.
   * @param {String} [model] Optional. Audio model. Without it the one of the configuration is used, else whisper-1 while it lives and then its successor.
   * @param {String} [prompt] Optional. Text that guides spelling and style, or continues earlier audio; in English for translation, else in the language of the audio.
   * @param {String} [language] Optional. Language of the speech as ISO-639-1 code, which improves accuracy. Without it the model detects the language.
   * @param {String} [responseFormat] Optional. Form of the answer, in any letter case: json (an object with text), text, srt or vtt captions (strings), verbose_json (an object with segments and times) or diarized_json (segments with speakers).
   * @param {Number} [temperature] Optional. Randomness from 0 to 1. With 0 the model decides by itself when to be freer.
   * @param {Boolean} [saveSource] Optional. Whether a copy of the source file is kept in the audio folder of the app file storage.
   * @param {String} [timestamps] Optional. Adds times to an object answer: segment (phrases) or word (phrases and every word).
   * @param {String} [keywords] Optional. Names and terms to spell right, separated by commas or line breaks; about ten help more than seventy.
   * @param {Boolean} [speakers] Optional. Whether segments name who speaks (A, B, C).
   * @param {Boolean} [silenceFilter] Optional. Whether the text is emptied when all signs agree that nobody spoke; what was dropped is answered in removed.
   * @param {String} [longAudio] Optional. What happens with audio that cannot be transcribed within the time of the call: error (a clear error that names the way) or job (it goes on as a job, and the answer holds its jobId).
   * @param {String} [onGap] Optional. What happens when a part of long audio cannot be transcribed: mark (the rest is answered, with a mark and a warning) or error.
   * @param {Boolean} [carryContext] Optional. Whether each part of long audio is sent with the last words of the part before, one after another: better spelling of names, but slower, and a mistake can spread.
   * @returns {Promise<AudioJobStarted>}
   */
  async startTranscription(audioFileUrl, model, prompt, language, responseFormat, temperature, saveSource, timestamps, keywords, speakers, silenceFilter, longAudio, onGap, carryContext) {
    return runJob(this, operations[0], 'start', { audioFileUrl, model, prompt, language, responseFormat, temperature, saveSource, timestamps, keywords, speakers, silenceFilter, longAudio, onGap, carryContext })
  }

  /**
   * @description Tells how far a job is, and its result. A job that stands still is taken up again.
   * @route POST /getJob
   * @executionTimeoutInSeconds 120
   * @param {String} jobId Required. Id of the job, as the start has answered it.
   * @param {String} [include] Optional. result (also the result, once it is there), partial (also the text so far) or state (neither of them).
   * @returns {Promise<AudioJob>}
   */
  async getJob(jobId, include) {
    return runJob(this, operations[0], 'get', { jobId, include })
  }

  /**
   * @description Ends a job that is not needed any more; what was transcribed so far can still be read.
   * @route POST /cancelJob
   * @executionTimeoutInSeconds 120
   * @param {String} jobId Required. Id of the job, as the start has answered it.
   * @param {String} [reason] Optional. Why, for whoever asks for the job afterwards.
   * @returns {Promise<AudioJob>}
   */
  async cancelJob(jobId, reason) {
    return runJob(this, operations[0], 'cancel', { jobId, reason })
  }

  /**
   * @description Removes a job with everything that was kept for it; a job that goes on is ended first.
   * @route POST /deleteJob
   * @executionTimeoutInSeconds 120
   * @param {String} jobId Required. Id of the job, as the start has answered it.
   * @param {String} [reason] Optional. Why, for whoever asks for the job afterwards.
   * @returns {Promise<AudioJobRemoved>}
   */
  async deleteJob(jobId, reason) {
    return runJob(this, operations[0], 'delete', { jobId, reason })
  }

  /**
   * @description Called by the services themselves, to go on with a job. It answers nothing.
   * @route POST /continueJob
   * @executionTimeoutInSeconds 120
   * @param {String} job Required. Key of the job inside the services, not its id.
   * @param {String} [run] Optional. Who asks for it, for the log.
   * @returns {Promise<void>}
   */
  async continueJob(job, run) {
    return runJob(this, operations[0], 'continue', { job, run })
  }
}

Backendless.ServerCode.addService(OpenAIAudioTranscription, configurationItems)

/**
 * @description Turns speech in any language into English text, or into text of another language.
 */
class OpenAIAudioTranslation {
  /**
   * @description Answers the text of the speech in an audio file in English, or in another language.
   * @route POST /translate
   * @executionTimeoutInSeconds 120
   * @param {String} audioFileUrl Required. Address of the audio: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, of any length up to 2 GB; what is larger than one request is sent in parts.
   * @param {String} [model] Optional. Audio model. Without it the one of the configuration is used, else whisper-1 while it lives and then its successor.
   * @param {String} [prompt] Optional. Text that guides spelling and style, or continues earlier audio; in English for translation, else in the language of the audio.
   * @param {String} [responseFormat] Optional. Form of the answer, in any letter case: json (an object with text), text, srt or vtt captions (strings), verbose_json (an object with segments and times) or diarized_json (segments with speakers).
   * @param {Number} [temperature] Optional. Randomness from 0 to 1. With 0 the model decides by itself when to be freer.
   * @param {Boolean} [saveSource] Optional. Whether a copy of the source file is kept in the audio folder of the app file storage.
   * @param {String} [sourceLanguage] Optional. Language of the speech as ISO-639-1 code. Without it the model detects the language.
   * @param {String} [targetLanguage] Optional. Language of the answer as ISO-639-1 code.
   * @param {String} [timestamps] Optional. Adds times to an object answer: segment (phrases) or word (phrases and every word).
   * @param {String} [keywords] Optional. Names and terms to spell right, separated by commas or line breaks; about ten help more than seventy.
   * @param {Boolean} [silenceFilter] Optional. Whether the text is emptied when all signs agree that nobody spoke; what was dropped is answered in removed.
   * @param {String} [longAudio] Optional. What happens with audio that cannot be transcribed within the time of the call: error (a clear error that names the way) or job (it goes on as a job, and the answer holds its jobId).
   * @param {String} [onGap] Optional. What happens when a part of long audio cannot be transcribed: mark (the rest is answered, with a mark and a warning) or error.
   * @returns {Promise<AudioTextAnswer>}
   */
  async requestTranslation(audioFileUrl, model, prompt, responseFormat, temperature, saveSource, sourceLanguage, targetLanguage, timestamps, keywords, silenceFilter, longAudio, onGap) {
    return run(this, operations[1], { audioFileUrl, model, prompt, responseFormat, temperature, saveSource, sourceLanguage, targetLanguage, timestamps, keywords, silenceFilter, longAudio, onGap })
  }

  /**
   * @description Starts a translation that goes on after the call, for long audio. Answers the id of the job at once.
   * @route POST /startTranslation
   * @executionTimeoutInSeconds 120
   * @param {String} audioFileUrl Required. Address of the audio: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, of any length up to 2 GB; what is larger than one request is sent in parts.
   * @param {String} [model] Optional. Audio model. Without it the one of the configuration is used, else whisper-1 while it lives and then its successor.
   * @param {String} [prompt] Optional. Text that guides spelling and style, or continues earlier audio; in English for translation, else in the language of the audio.
   * @param {String} [responseFormat] Optional. Form of the answer, in any letter case: json (an object with text), text, srt or vtt captions (strings), verbose_json (an object with segments and times) or diarized_json (segments with speakers).
   * @param {Number} [temperature] Optional. Randomness from 0 to 1. With 0 the model decides by itself when to be freer.
   * @param {Boolean} [saveSource] Optional. Whether a copy of the source file is kept in the audio folder of the app file storage.
   * @param {String} [sourceLanguage] Optional. Language of the speech as ISO-639-1 code. Without it the model detects the language.
   * @param {String} [targetLanguage] Optional. Language of the answer as ISO-639-1 code.
   * @param {String} [timestamps] Optional. Adds times to an object answer: segment (phrases) or word (phrases and every word).
   * @param {String} [keywords] Optional. Names and terms to spell right, separated by commas or line breaks; about ten help more than seventy.
   * @param {Boolean} [silenceFilter] Optional. Whether the text is emptied when all signs agree that nobody spoke; what was dropped is answered in removed.
   * @param {String} [longAudio] Optional. What happens with audio that cannot be transcribed within the time of the call: error (a clear error that names the way) or job (it goes on as a job, and the answer holds its jobId).
   * @param {String} [onGap] Optional. What happens when a part of long audio cannot be transcribed: mark (the rest is answered, with a mark and a warning) or error.
   * @returns {Promise<AudioJobStarted>}
   */
  async startTranslation(audioFileUrl, model, prompt, responseFormat, temperature, saveSource, sourceLanguage, targetLanguage, timestamps, keywords, silenceFilter, longAudio, onGap) {
    return runJob(this, operations[1], 'start', { audioFileUrl, model, prompt, responseFormat, temperature, saveSource, sourceLanguage, targetLanguage, timestamps, keywords, silenceFilter, longAudio, onGap })
  }

  /**
   * @description Tells how far a job is, and its result. A job that stands still is taken up again.
   * @route POST /getJob
   * @executionTimeoutInSeconds 120
   * @param {String} jobId Required. Id of the job, as the start has answered it.
   * @param {String} [include] Optional. result (also the result, once it is there), partial (also the text so far) or state (neither of them).
   * @returns {Promise<AudioJob>}
   */
  async getJob(jobId, include) {
    return runJob(this, operations[1], 'get', { jobId, include })
  }

  /**
   * @description Ends a job that is not needed any more; what was transcribed so far can still be read.
   * @route POST /cancelJob
   * @executionTimeoutInSeconds 120
   * @param {String} jobId Required. Id of the job, as the start has answered it.
   * @param {String} [reason] Optional. Why, for whoever asks for the job afterwards.
   * @returns {Promise<AudioJob>}
   */
  async cancelJob(jobId, reason) {
    return runJob(this, operations[1], 'cancel', { jobId, reason })
  }

  /**
   * @description Removes a job with everything that was kept for it; a job that goes on is ended first.
   * @route POST /deleteJob
   * @executionTimeoutInSeconds 120
   * @param {String} jobId Required. Id of the job, as the start has answered it.
   * @param {String} [reason] Optional. Why, for whoever asks for the job afterwards.
   * @returns {Promise<AudioJobRemoved>}
   */
  async deleteJob(jobId, reason) {
    return runJob(this, operations[1], 'delete', { jobId, reason })
  }

  /**
   * @description Called by the services themselves, to go on with a job. It answers nothing.
   * @route POST /continueJob
   * @executionTimeoutInSeconds 120
   * @param {String} job Required. Key of the job inside the services, not its id.
   * @param {String} [run] Optional. Who asks for it, for the log.
   * @returns {Promise<void>}
   */
  async continueJob(job, run) {
    return runJob(this, operations[1], 'continue', { job, run })
  }
}

Backendless.ServerCode.addService(OpenAIAudioTranslation, configurationItems)

Backendless.ServerCode.addTimer({
  name: 'audioJobs',
  // Fixed, so that the same sources give the same deploy folder.
  startDate: 1767225600000,
  frequency: { schedule: 'custom', repeat: { every: 60 } },
  execute: () => runTimer(),
})
