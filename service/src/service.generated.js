// Written by scripts/generators/service.ts (npm run generate). Do not edit: change contract/ instead.
'use strict'

const { run, operations, configurationItems } = require('./run.cjs')

/**
 * @typedef {Object} AudioTextAnswer
 * @property {String} text The transcript, or the English text.
 * @property {String} [language] Language of the speech as ISO-639-1 code; null when unknown.
 * @property {Number} [durationSeconds] Length of the audio in seconds; null when unknown.
 * @property {String} model Model that made the text.
 * @property {String} requestedModel Model that was asked for: by the call, the configuration or the default.
 * @property {Object} [usage] What the transcription service counted: type (duration or tokens) and its numbers; null when it told nothing.
 * @property {Array} warnings Things worth knowing that did not stop the call, each with code and message.
 * @property {String} [savedSource] Path of the saved copy in the app file storage; null when none was saved.
 */

/**
 * @description Turns speech into text in the language that was spoken.
 */
class OpenAIAudioTranscription {
  /**
   * @description Answers the text of the speech in an audio file.
   * @route POST /transcribe
   * @executionTimeoutInSeconds 120
   * @param {String} audioFileUrl Required. Address of the audio: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, up to 25 MB.
   * @param {String} [model] Optional. Audio model. Without it the one of the configuration is used, else whisper-1.
   * @param {String} [prompt] Optional. Text that guides spelling and style, or continues earlier audio; in English for translation, else in the language of the audio.
   * @param {String} [language] Optional. Language of the speech as ISO-639-1 code, which improves accuracy. Without it the model detects the language.
   * @param {String} [responseFormat] Optional. Form of the answer, in any letter case: json (an object with text) or text (a string).
   * @param {Number} [temperature] Optional. Randomness from 0 to 1. With 0 the model decides by itself when to be freer.
   * @param {Boolean} [saveSource] Optional. Whether a copy of the source file is kept in the audio folder of the app file storage.
   * @returns {Promise<AudioTextAnswer>}
   */
  async requestTranscription(audioFileUrl, model, prompt, language, responseFormat, temperature, saveSource) {
    return run(this, operations[0], { audioFileUrl, model, prompt, language, responseFormat, temperature, saveSource })
  }
}

Backendless.ServerCode.addService(OpenAIAudioTranscription, configurationItems)

/**
 * @description Turns speech in any language into English text.
 */
class OpenAIAudioTranslation {
  /**
   * @description Answers English text for speech in any language.
   * @route POST /translate
   * @executionTimeoutInSeconds 120
   * @param {String} audioFileUrl Required. Address of the audio: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, up to 25 MB.
   * @param {String} [model] Optional. Audio model. Without it the one of the configuration is used, else whisper-1.
   * @param {String} [prompt] Optional. Text that guides spelling and style, or continues earlier audio; in English for translation, else in the language of the audio.
   * @param {String} [responseFormat] Optional. Form of the answer, in any letter case: json (an object with text) or text (a string).
   * @param {Number} [temperature] Optional. Randomness from 0 to 1. With 0 the model decides by itself when to be freer.
   * @param {Boolean} [saveSource] Optional. Whether a copy of the source file is kept in the audio folder of the app file storage.
   * @returns {Promise<AudioTextAnswer>}
   */
  async requestTranslation(audioFileUrl, model, prompt, responseFormat, temperature, saveSource) {
    return run(this, operations[1], { audioFileUrl, model, prompt, responseFormat, temperature, saveSource })
  }
}

Backendless.ServerCode.addService(OpenAIAudioTranslation, configurationItems)
