BackendlessUI.Functions.Custom['fn_b16c998d7c5690a456e5b38b95872a48'] = async function fn_b16c998d7c5690a456e5b38b95872a48(transcript, seconds, model) {
  return (await (async function(transcript, seconds, model) {
    // contract/limits.ts
    var maxRequestBytes = 26214400;
    var multipartReserveBytes = 64 * 1024;
    var maxAudioBytes = maxRequestBytes - multipartReserveBytes;
    var maxQuotedCharacters = 200;
    var maxTranscriptSeconds = 359999;
    var maxBytesInFlight = 48 * 1024 * 1024;
    var maxUnrangedBytes = 100 * 1024 * 1024;

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
      { number: 41013, key: "transcript-missing", status: 400, retryable: false, sentence: "No transcript was given.", advice: "Give the answer of Audio: transcribe or Audio: translate, a verbose_json answer, or plain text." },
      { number: 41014, key: "transcript-unreadable", status: 400, retryable: false, sentence: "This is not a transcript.", advice: "A transcript is the answer of Audio: transcribe or Audio: translate, a verbose_json answer, or plain text; it was {value}." },
      { number: 41017, key: "transcript-without-length", status: 400, retryable: false, sentence: "This transcript does not tell how long the audio is.", advice: "Give the length in seconds as well, or keep the whole answer of Audio: transcribe." }
    ];

    // contract/models.ts
    var classicEnd = "2027-02-26";
    var plain = {
      asks: "json",
      segments: false,
      words: false,
      speakers: false,
      prompt: true,
      keywords: false,
      temperature: true,
      languageField: "language",
      chunking: false,
      translates: false,
      maxSeconds: null,
      endsOn: classicEnd,
      successor: "gpt-transcribe",
      dollarsPerMinute: null
    };
    var models = [
      { ...plain, id: "whisper-1", asks: "verbose_json", segments: true, words: true, translates: true, dollarsPerMinute: 6e-3 },
      { ...plain, id: "gpt-4o-transcribe", maxSeconds: 1400, dollarsPerMinute: 6e-3 },
      { ...plain, id: "gpt-4o-mini-transcribe", maxSeconds: 1400, dollarsPerMinute: 3e-3 },
      { ...plain, id: "gpt-4o-transcribe-diarize", asks: "diarized_json", segments: true, speakers: true, prompt: false, chunking: true, maxSeconds: 1400 },
      { ...plain, id: "gpt-transcribe", keywords: true, temperature: false, languageField: "languages[]", endsOn: null, successor: null, dollarsPerMinute: 45e-4 }
    ];
    var unknownModel = (id) => ({ ...plain, id, asks: "verbose_json", segments: true, words: true, translates: true, endsOn: null, successor: null });
    var defaultModelId = "whisper-1";
    var datedId = /-\d{4}-\d{2}-\d{2}$/;
    var findModel = (id) => {
      const family = models.find((model) => model.id === id.replace(datedId, ""));
      return family && { ...family, id };
    };
    var modelOf = (id) => findModel(id) ?? unknownModel(id);
    var hasEnded = (model, day) => model.endsOn !== null && day >= model.endsOn;
    var textModels = [
      { id: "gpt-6-luna", dollarsPerMillionInputTokens: 0.1, dollarsPerMillionOutputTokens: 0.5 },
      { id: "gpt-5.4-mini", dollarsPerMillionInputTokens: 0.75, dollarsPerMillionOutputTokens: 4.5 }
    ];

    // contract/text-breaks.ts
    var wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u;
    var isWide = (text) => [...text].filter((character) => wide.test(character)).length * 2 > [...text].length;

    // contract/cost.ts
    var textDollars = ({ modelId, inputTokens, outputTokens }) => {
      const price = textModels.find(({ id }) => id === modelId);
      return price ? (inputTokens * price.dollarsPerMillionInputTokens + outputTokens * price.dollarsPerMillionOutputTokens) / 1e6 : null;
    };
    var estimateDollars = (modelId, seconds, textUsage) => {
      const perMinute = findModel(modelId)?.dollarsPerMinute ?? null;
      const text = textUsage ? textDollars(textUsage) : 0;
      if (perMinute === null || seconds === null || text === null) return null;
      return Math.round((seconds / 60 * perMinute + text) * 1e4) / 1e4;
    };

    // contract/function-inputs.ts
    var transcriptInput = {
      name: "transcript",
      label: "Transcript",
      type: "transcript",
      required: true,
      description: "Answer of Audio: transcribe or Audio: translate, a verbose_json answer, the segments of the Audio Transcriber, or plain text."
    };
    var lengthInput = {
      name: "seconds",
      label: "Length in seconds",
      type: "number",
      min: 0,
      max: maxTranscriptSeconds,
      example: 90,
      description: "Length of the audio, when there is no transcript or it does not tell its length."
    };
    var pricedModelInput = {
      name: "model",
      label: "Model",
      type: "string",
      example: "whisper-1",
      description: "Audio model whose price counts. Without it the model of the transcript, else whisper-1 while it lives and then its successor."
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

    // codeless-blocks/src/transcripts/checked.ts
    var rules = { keywords: normalizeKeywords };
    var checked = (parameter, raw) => {
      const outcome = checkValue(parameter, raw, rules);
      if ("problem" in outcome) throw inputError(outcome.problem.key, outcome.problem.values);
      return outcome.value;
    };

    // codeless-blocks/src/transcripts/read-transcript.ts
    var isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
    var numberOf = (value) => {
      const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      return typeof number === "number" && Number.isFinite(number) ? number : null;
    };
    var timed = (raw, make) => (Array.isArray(raw) ? raw : []).flatMap((item) => {
      if (!isRecord(item)) return [];
      const [start, end] = [numberOf(item.start), numberOf(item.end)];
      const made = start === null || end === null ? null : make(item, Math.max(0, start), Math.max(start, end));
      return made === null ? [] : [made];
    });
    var segmentOf = ({ text, speaker }, start, end) => typeof text === "string" && text.trim() !== "" ? { start, end, text: text.trim(), ...typeof speaker === "string" && speaker !== "" && { speaker } } : null;
    var wordOf = ({ word }, start, end) => typeof word === "string" && word.trim() !== "" ? { start, end, word: word.trim() } : null;
    var joined = (segments) => {
      const texts = segments.map(({ text }) => text);
      return texts.join(isWide(texts.join("")) ? "" : " ");
    };
    var byStart = (a, b) => a.start - b.start;
    var ofObject = (given) => {
      const segments = timed(given.segments, segmentOf).sort(byStart);
      const words = timed(given.words, wordOf).sort(byStart);
      const text = typeof given.text === "string" ? given.text : joined(segments);
      const isSilent = text.trim() === "" && Array.isArray(given.segments);
      return {
        text,
        language: typeof given.language === "string" ? given.language : null,
        model: typeof given.model === "string" ? given.model : null,
        durationSeconds: numberOf(given.durationSeconds) ?? numberOf(given.duration),
        usage: null,
        segments: segments.length > 0 || isSilent ? segments : null,
        words: words.length > 0 ? words : null,
        ..."cost" in given && { cost: numberOf(given.cost) }
      };
    };
    var isTranscript = (value) => isRecord(value) && (typeof value.text === "string" || Array.isArray(value.segments));
    var parsed = (text) => {
      try {
        return /^\s*[{[]/.test(text) ? JSON.parse(text) : text;
      } catch {
        return text;
      }
    };
    var readTranscript = (given) => {
      if (!isGiven(given)) throw inputError("transcript-missing");
      const value = typeof given === "string" ? parsed(given) : given;
      if (isTranscript(value)) return ofObject(value);
      if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) return ofObject({ segments: value });
      if (typeof given === "string" || typeof given === "number") return ofObject({ text: String(given) });
      throw inputError("transcript-unreadable", { value: quote(given) });
    };

    // codeless-blocks/src/entries/cost.ts
    var today = () => (/* @__PURE__ */ new Date()).toISOString().slice(0, 10);
    var usualModel = () => {
      const usual = modelOf(defaultModelId);
      return hasEnded(usual, today()) && usual.successor !== null ? usual.successor : defaultModelId;
    };
    var run = (transcript, seconds, model) => {
      const length = checked(lengthInput, seconds);
      const priced = checked(pricedModelInput, model);
      if (!isGiven(transcript)) {
        if (length === void 0) throw inputError("parameter-missing", { name: `${transcriptInput.name} or ${lengthInput.name}`, what: "one of them tells how long the audio is." });
        return estimateDollars(priced ?? usualModel(), length, null);
      }
      const read = readTranscript(transcript);
      if (read.cost !== void 0 && priced === void 0) return read.cost;
      const duration = read.durationSeconds ?? length;
      if (duration === void 0) throw inputError("transcript-without-length");
      return estimateDollars(priced ?? read.model ?? usualModel(), duration, null);
    };

    return run(transcript, seconds, model)
  })(transcript, seconds, model))
}
