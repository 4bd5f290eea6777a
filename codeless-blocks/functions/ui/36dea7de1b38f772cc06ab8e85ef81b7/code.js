BackendlessUI.Functions.Custom['fn_36dea7de1b38f772cc06ab8e85ef81b7'] = async function fn_36dea7de1b38f772cc06ab8e85ef81b7(audioFileUrl, model, prompt, language, temperature, saveSource, timestamps, keywords, speakers, silenceFilter, longAudio, onGap, carryContext) {
  var error;

  if (!audioFileUrl) {
    throw (await (async function(number, sentence, advice) {
      return Object.assign(new Error(sentence + '\n' + advice), { code: number })
    })(41001, 'No audio was given.', 'Set audioFileUrl to the address of an audio file, for example the fileURL of an upload.'))
  }
  try {
    return (await Backendless.Request['post'](String(Backendless.appPath) + String('/services/OpenAIAudioTranscription/startTranscription')).set((await (async function() {
      const token = Backendless.getCurrentUserToken()
      return token ? { 'user-token': token } : {}
    })())).setEncoding('utf8').send((await (async function(values) {
      // An empty slot arrives as null, an empty field as "": both mean "not given".
      return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''))
    })(({ 'audioFileUrl': audioFileUrl, 'model': model, 'prompt': prompt, 'language': language, 'temperature': temperature, 'saveSource': saveSource, 'timestamps': timestamps, 'keywords': keywords, 'speakers': speakers, 'silenceFilter': silenceFilter, 'longAudio': longAudio, 'onGap': onGap, 'carryContext': carryContext, 'responseFormat': 'json' })))))
  } catch (error) {
    throw (await (async function(error, notInstalled, noAnswer, unclear) {
      // The SDK hides the message of some statuses, so the body is read first.
      const body = error.body && typeof error.body === 'object' ? error.body : {}
      const message = String(body.message || error.message)
      const code = typeof body.code === 'number' ? body.code : error.code
      if (error.status === undefined) return noAnswer
      const isFromTheService = code >= 41000 && code < 42000
      if (!isFromTheService && (error.status === 404 || /service\b.*\b(not found|not exist)/i.test(message))) return notInstalled
      const described = typeof code === 'number'
        ? { message, code }
        : { message: unclear.message.replace('{reason}', () => error.status + ' ' + message.slice(0, 200)), code: unclear.code }
      return Object.assign(new Error(described.message), { code: described.code, httpStatusCode: error.status })
    })(error, (await (async function(number, sentence, advice) {
      return Object.assign(new Error(sentence + '\n' + advice), { code: number })
    })(41515, 'Speech to text is not set up in this app yet.', 'The service OpenAIAudioTranscription was not found. Install Audio to Text Services from the Marketplace, then try again.')), (await (async function(number, sentence, advice) {
      return Object.assign(new Error(sentence + '\n' + advice), { code: number })
    })(41516, 'The connection was lost. Please try again.', 'The call to the service OpenAIAudioTranscription got no answer.')), (await (async function(number, sentence, advice) {
      return Object.assign(new Error(sentence + '\n' + advice), { code: number })
    })(41517, 'Transcribing did not work. Please try again.', 'The service answered {reason}.'))))
  }

  return null
}
