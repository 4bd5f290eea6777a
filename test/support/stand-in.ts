/** What tests need of the stand-in for OpenAI and of the tone-words that it hears. */

export { standInDay, standInKeys, startOpenAi, type OpenAiProcess, type ReceivedRequest, type ScriptedReply } from '../../playground/openai/start'
export { findWord, pickWords, speak, timeWords, vocabulary, writeWav, type SpeakOptions, type Spoken, type TimedWord } from '../../playground/openai/tone-words'
