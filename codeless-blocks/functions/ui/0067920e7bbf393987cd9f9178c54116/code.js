BackendlessUI.Functions.Custom['fn_0067920e7bbf393987cd9f9178c54116'] = async function fn_0067920e7bbf393987cd9f9178c54116(job, maxMinutes) {
  return (await (async function(job, maxMinutes) {
    // contract/limits.ts
    var maxRequestBytes = 26214400;
    var multipartReserveBytes = 64 * 1024;
    var maxAudioBytes = maxRequestBytes - multipartReserveBytes;
    var maxQuotedCharacters = 200;
    var maxBytesInFlight = 48 * 1024 * 1024;
    var maxUnrangedBytes = 100 * 1024 * 1024;

    // contract/products.ts
    var products = {
      services: { key: "services", title: "Audio to Text Services", summary: "Cloud Code services that turn the audio behind an address into text, in its own language or in English." },
      functions: { key: "functions", title: "Audio to Text Functions", summary: "Codeless blocks for UI Builder and Cloud Code that call the services and answer the transcript." },
      component: { key: "component", title: "Audio Transcriber", summary: "UI Builder component: speak or choose a file, and the text is in page data." }
    };
    var serviceProductTitle = products.services.title;

    // contract/error-definition.ts
    var fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
    var fillError = ({ sentence, advice }, values = {}) => ({
      sentence: fill(sentence, values),
      advice: fill(advice, values)
    });

    // contract/input-errors.ts
    var inputErrors = [
      { number: 41001, key: "audio-url-missing", status: 400, retryable: false, sentence: "No audio was given.", advice: "Set audioFileUrl to the address of an audio file, for example the fileURL of an upload." },
      { number: 41005, key: "parameter-type", status: 400, retryable: false, sentence: "A setting of this request has the wrong kind of value.", advice: "{name} must be a {expected}; it was {value}." },
      { number: 41006, key: "parameter-range", status: 400, retryable: false, sentence: "A setting of this request is out of range.", advice: "{name} must be between {min} and {max}; it was {value}." },
      { number: 41007, key: "parameter-option", status: 400, retryable: false, sentence: "A setting of this request has an unknown value.", advice: "{name} must be one of {options}; it was {value}." },
      { number: 41009, key: "parameter-too-long", status: 400, retryable: false, sentence: "A text of this request is too long.", advice: "{name} holds {length} characters; the limit is {max}." },
      { number: 41012, key: "parameter-missing", status: 400, retryable: false, sentence: "Something that this needs was not given.", advice: "{name} must be given: {what}" },
    ];

    // contract/job-errors.ts
    var jobErrors = [
      { number: 41405, key: "job-not-done", status: 504, retryable: true, sentence: "This takes longer than expected.", advice: "The job {jobId} is not done after {minutes} minutes: {percent} percent. It goes on; ask for it again with its jobId." },
      { number: 41406, key: "job-cancelled", status: 404, retryable: false, sentence: "This transcription was cancelled.", advice: "The job {jobId} was ended by cancelJob." }
    ];

    // contract/sending-errors.ts
    var uploadFailedError = { number: 41513, key: "upload-failed", status: 0, retryable: true, sentence: "The audio could not be uploaded. Please try again.", advice: "Backendless Files answered {reason}." };
    var sendingErrors = [
      uploadFailedError,
      { number: 41515, key: "service-not-installed", status: 0, retryable: false, sentence: "Speech to text is not set up in this app yet.", advice: `The service {service} was not found. Install ${serviceProductTitle} from the Marketplace, then try again.` },
      { number: 41516, key: "service-unreachable", status: 0, retryable: true, sentence: "The connection was lost. Please try again.", advice: "The call to the service {service} got no answer." },
      { number: 41517, key: "service-failed", status: 0, retryable: true, sentence: "Transcribing did not work. Please try again.", advice: "The service answered {reason}." },
    ];

    // contract/addresses.ts
    var addresses = {
      transcribe: { service: "OpenAIAudioTranscription", method: "requestTranscription", route: "/transcribe", startMethod: "startTranscription" },
      translate: { service: "OpenAIAudioTranslation", method: "requestTranslation", route: "/translate", startMethod: "startTranslation" }
    };

    // contract/function-inputs.ts
    var maxMinutesInput = {
      name: "maxMinutes",
      label: "Wait at most minutes",
      type: "number",
      min: 0,
      max: 1440,
      default: 60,
      example: 30,
      description: "When this is over the block fails with error 41405; the job goes on and can be asked for again. Logic in Cloud Code ends with its own time limit."
    };

    // contract/check-values.ts
    var problem = (key, values) => ({ problem: { key, values } });
    var quote = (value) => {
      const text = typeof value === "string" ? value : JSON.stringify(value) ?? String(value);
      const safe = text.replace(/\?[^\s"]*/g, "?…").replace(/\/\/[^/\s"@]*@/g, "//…@");
      const short = `${safe.slice(0, maxQuotedCharacters)}${safe.length > maxQuotedCharacters ? "…" : ""}`;
      return typeof value === "string" ? `"${short}"` : short;
    };
    var isGiven = (raw) => raw !== void 0 && raw !== null && !(typeof raw === "string" && raw.trim() === "");
    var wrongType = (parameter, raw) => problem("parameter-type", { name: parameter.name, expected: parameter.type === "boolean" ? "boolean (true or false)" : parameter.type, value: quote(raw) });
    var checkNumber = (parameter, raw) => {
      const value = typeof raw === "number" ? raw : typeof raw === "string" ? Number(raw.trim().replace(",", ".")) : NaN;
      if (!Number.isFinite(value)) return wrongType(parameter, raw);
      const { min = -Infinity, max = Infinity, name } = parameter;
      return value < min || value > max ? problem("parameter-range", { name, min, max, value: quote(raw) }) : { value };
    };
    var booleanWords = /* @__PURE__ */ new Map([["true", true], ["false", false], ["yes", true], ["no", false], ["1", true], ["0", false]]);
    var isWord = (raw) => typeof raw === "string" || typeof raw === "number";
    var checkBoolean = (parameter, raw) => {
      const value = isWord(raw) ? booleanWords.get(String(raw).trim().toLowerCase()) : typeof raw === "boolean" ? raw : void 0;
      return value === void 0 ? wrongType(parameter, raw) : { value };
    };
    var checkOption = (parameter, options, text) => {
      const value = options.find((option) => option.toLowerCase() === text.toLowerCase());
      return value === void 0 ? problem("parameter-option", { name: parameter.name, options: options.join(", "), value: quote(text) }) : { value };
    };
    var normalizeKeywords = (_, text) => ({ value: [...new Set(text.split(/[,\r\n]+/).map((term) => term.replace(/[<>]/g, "").trim()).filter(Boolean))].join("\n") });
    var asText = (parameter, raw) => parameter.normalize === "keywords" && Array.isArray(raw) && raw.every((term) => isWord(term) || term === null) ? raw.join("\n") : raw;
    var checkString = (parameter, given, normalize) => {
      const raw = asText(parameter, given);
      if (typeof raw !== "string") return wrongType(parameter, given);
      const text = raw.trim();
      const { name, maxCharacters = Infinity } = parameter;
      if (text.length > maxCharacters) return problem("parameter-too-long", { name, length: text.length, max: maxCharacters });
      if (parameter.options) return checkOption(parameter, parameter.options, text);
      return normalize ? normalize(parameter, text) : { value: text };
    };
    var missing = ({ name, description }) => name === "audioFileUrl" ? problem("audio-url-missing", {}) : problem("parameter-missing", { name, what: description });
    var checkValue = (parameter, raw, rules2) => {
      if (!isGiven(raw)) return parameter.required ? missing(parameter) : { value: parameter.default };
      if (parameter.type === "number") return checkNumber(parameter, raw);
      return parameter.type === "boolean" ? checkBoolean(parameter, raw) : checkString(parameter, raw, rules2[parameter.normalize ?? ""]);
    };

    // codeless-blocks/src/transcripts/fail.ts
    var errorOf = (found, key, values) => {
      if (!found) return new Error(key);
      const { sentence, advice } = fillError(found, values);
      return Object.assign(new Error(`${sentence}\n${advice}`), { code: found.number, ...found.status === 0 ? {} : { httpStatusCode: found.status } });
    };
    var inputError = (key, values = {}) => errorOf(inputErrors.find((error) => error.key === key), key, values);
    var browserError = (key, values = {}) => errorOf(sendingErrors.find((error) => error.key === key), key, values);

    // codeless-blocks/src/jobs/call-job.ts
    var { service } = addresses.transcribe;
    var jobError = (key, values) => {
      const found = jobErrors.find((error) => error.key === key);
      if (!found) return new Error(key);
      const { sentence, advice } = fillError(found, values);
      return Object.assign(new Error(`${sentence}\n${advice}`), { code: found.number, httpStatusCode: found.status });
    };
    var idOf = (job) => {
      const id = typeof job === "object" && job !== null ? job.jobId : job;
      if (typeof id === "string" && id.trim() !== "") return id.trim();
      throw inputError("parameter-missing", { name: "job", what: "what Audio: start long transcription gave back, or its jobId." });
    };
    var errorOf2 = (error) => {
      if (error.status === void 0) return browserError("service-unreachable", { service });
      const { message, code } = typeof error.body === "object" && error.body !== null ? error.body : error;
      const isOurs = typeof code === "number" && code >= 41e3 && code < 42e3;
      if (isOurs) return Object.assign(new Error(String(message)), { code, httpStatusCode: error.status });
      return error.status === 404 ? browserError("service-not-installed", { service }) : browserError("service-failed", { reason: `${error.status} ${String(message).slice(0, 200)}` });
    };
    var callJob = async (method, values) => {
      const token = Backendless.getCurrentUserToken();
      try {
        return await Backendless.Request.post(`${Backendless.appPath}/services/${service}/${method}`).set(token ? { "user-token": token } : {}).send(values);
      } catch (error) {
        throw errorOf2(error);
      }
    };
    var isOffline = (error) => error?.code === sendingErrors.find(({ key }) => key === "service-unreachable")?.number;

    // codeless-blocks/src/transcripts/checked.ts
    var rules = { keywords: normalizeKeywords };
    var checked = (parameter, raw) => {
      const outcome = checkValue(parameter, raw, rules);
      if ("problem" in outcome) throw inputError(outcome.problem.key, outcome.problem.values);
      return outcome.value;
    };

    // codeless-blocks/src/entries/wait-for-job.ts
    var firstWaitMs = 1e3;
    var longestWaitMs = 1e4;
    var longerBy = 1.3;
    var mostLostCalls = 10;
    var finished = ({ state, result, errorCode, errorMessage, jobId }) => {
      if (state === "failed") throw Object.assign(new Error(errorMessage ?? ""), { code: errorCode });
      if (state === "cancelled") throw jobError("job-cancelled", { jobId });
      return state === "done" ? { result } : null;
    };
    var run = async (job, maxMinutes) => {
      const jobId = idOf(job);
      const minutes = checked(maxMinutesInput, maxMinutes);
      const until = Date.now() + minutes * 6e4;
      let waitMs = firstWaitMs;
      let lost = 0;
      let percent = 0;
      for (; ; ) {
        try {
          const answer = await callJob("getJob", { jobId, include: "result" });
          lost = 0;
          percent = answer.percent;
          const end = finished(answer);
          if (end) return end.result;
        } catch (error) {
          lost += 1;
          if (!isOffline(error) || lost > mostLostCalls) throw error;
        }
        if (Date.now() + waitMs > until) throw jobError("job-not-done", { jobId, minutes, percent });
        await new Promise((resolve) => setTimeout(resolve, waitMs));
        waitMs = Math.min(longestWaitMs, waitMs * longerBy);
      }
    };

    return run(job, maxMinutes)
  })(job, maxMinutes))
}
