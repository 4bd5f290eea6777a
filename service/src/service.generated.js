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
 * @description Turns speech into text in the language that was spoken.
 */
class OpenAIAudioTranscription {
  /**
   * @description Answers the text of the speech in an audio file.
   * @route POST /transcribe
   * @executionTimeoutInSeconds 120
   * @param {String} audioFileUrl Required. Address of the audio: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, up to 25 MB.
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
   * @param {String} [longAudio] Optional. What happens with audio that cannot be transcribed within the time of the call: error (a clear error that names the way).
   * @param {String} [onGap] Optional. What happens when a part of long audio cannot be transcribed: mark (the rest is answered, with a mark and a warning) or error.
   * @param {Boolean} [carryContext] Optional. Whether each part of long audio is sent with the last words of the part before, one after another: better spelling of names, but slower, and a mistake can spread.
   * @returns {Promise<AudioTextAnswer>}
   */
  async requestTranscription(audioFileUrl, model, prompt, language, responseFormat, temperature, saveSource, timestamps, keywords, speakers, silenceFilter, longAudio, onGap, carryContext) {
    return run(this, operations[0], { audioFileUrl, model, prompt, language, responseFormat, temperature, saveSource, timestamps, keywords, speakers, silenceFilter, longAudio, onGap, carryContext })
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
   * @param {String} audioFileUrl Required. Address of the audio: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, up to 25 MB.
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
   * @param {String} [longAudio] Optional. What happens with audio that cannot be transcribed within the time of the call: error (a clear error that names the way).
   * @param {String} [onGap] Optional. What happens when a part of long audio cannot be transcribed: mark (the rest is answered, with a mark and a warning) or error.
   * @returns {Promise<AudioTextAnswer>}
   */
  async requestTranslation(audioFileUrl, model, prompt, responseFormat, temperature, saveSource, sourceLanguage, targetLanguage, timestamps, keywords, silenceFilter, longAudio, onGap) {
    return run(this, operations[1], { audioFileUrl, model, prompt, responseFormat, temperature, saveSource, sourceLanguage, targetLanguage, timestamps, keywords, silenceFilter, longAudio, onGap })
  }
}

Backendless.ServerCode.addService(OpenAIAudioTranslation, configurationItems)
