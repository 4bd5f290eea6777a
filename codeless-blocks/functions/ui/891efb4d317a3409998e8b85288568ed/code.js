BackendlessUI.Functions.Custom['fn_891efb4d317a3409998e8b85288568ed'] = async function fn_891efb4d317a3409998e8b85288568ed(transcript, layout) {
  return (await (async function(transcript, layout) {
    // contract/limits.ts
    var maxRequestBytes = 26214400;
    var multipartReserveBytes = 64 * 1024;
    var maxAudioBytes = maxRequestBytes - multipartReserveBytes;
    var maxQuotedCharacters = 200;
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
      { number: 41015, key: "transcript-without-times", status: 400, retryable: false, sentence: "This transcript does not tell when the words were spoken.", advice: "Plain text and the answers of some models hold no times. Transcribe again with Times for set to segment, and keep the whole answer." },
      { number: 41016, key: "transcript-without-speakers", status: 400, retryable: false, sentence: "This transcript does not tell who speaks.", advice: "Transcribe again with Tell speakers apart set to true, and keep the whole answer." },
    ];

    // contract/joining.ts
    var unspaced = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\p{sc=Tibetan}\\u3000-\\u303f\\u30fc\\uff00-\\uff60";
    var endsUnspaced = new RegExp(`[${unspaced}]\\p{M}*$`, "u");
    var beginsUnspaced = new RegExp(`^[${unspaced}]`, "u");
    var token = new RegExp(`[${unspaced}]\\p{M}*|[^\\s${unspaced}]+`, "gu");
    var joinerOf = (before, after) => before === "" || after === "" || endsUnspaced.test(before) && beginsUnspaced.test(after) ? "" : " ";
    var joinTexts = (texts) => {
      const parts = [];
      let last = "";
      for (const text of texts.map((part) => part.trim()).filter(Boolean)) {
        parts.push(joinerOf(last, text), text);
        last = text;
      }
      return parts.join("");
    };

    // contract/captions.ts
    var captionRules = {
      maxLineCharacters: 42,
      /** Wide scripts (Chinese, Japanese, Korean) fill a line with fewer characters. */
      maxWideLineCharacters: 16,
      maxLines: 2,
      minSeconds: 5 / 6,
      maxSeconds: 7,
      /** Reading speed; a cue that would be faster is shown longer when the pause after it allows. */
      maxCharactersPerSecond: 20,
      maxWideCharactersPerSecond: 9
    };
    var textLayouts = ["plain", "speakers", "times"];

    // contract/text-breaks.ts
    var wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u;
    var isWide = (text) => [...text].filter((character) => wide.test(character)).length * 2 > [...text].length;

    // contract/render-text.ts
    var turnsOf = (segments) => {
      const turns = [];
      for (const { speaker = "", text } of segments) {
        const last = turns[turns.length - 1];
        if (last?.speaker === speaker) last.texts.push(text.trim());
        else turns.push({ speaker, texts: [text.trim()] });
      }
      return turns;
    };
    var hasSpeakers = ({ segments }) => segments?.some(({ speaker }) => speaker) ?? false;
    var renderText = (transcript) => hasSpeakers(transcript) ? turnsOf(transcript.segments ?? []).map(({ speaker, texts }) => `${speaker && `${speaker}: `}${joinTexts(texts)}`).join("\n") : transcript.text;
    var clockOf = (seconds) => {
      const whole = Math.floor(seconds);
      const pad = (value) => String(value).padStart(2, "0");
      const hours = Math.floor(whole / 3600);
      const minutes = Math.floor(whole / 60) % 60;
      return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
    };
    var renderTextWithTimes = ({ segments }) => (segments ?? []).map(({ start, speaker, text }) => `[${clockOf(start)}] ${speaker ? `${speaker}: ` : ""}${text.trim()}`).join("\n");

    // contract/function-inputs.ts
    var layoutInput = {
      name: "layout",
      label: "Layout",
      type: "string",
      options: textLayouts,
      default: "plain",
      example: "speakers",
      description: "plain (the text as it is), speakers (a paragraph each time another person speaks) or times (a line for each phrase, with its time)."
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
    var segmentsOf = ({ segments }) => {
      if (segments === null) throw inputError("transcript-without-times");
      return segments;
    };

    // codeless-blocks/src/entries/transcript-text.ts
    var bySpeaker = (transcript) => {
      if (transcript.text.trim() !== "" && !hasSpeakers(transcript)) throw inputError("transcript-without-speakers");
      return renderText(transcript);
    };
    var layouts = {
      plain: ({ text }) => text,
      speakers: bySpeaker,
      times: (transcript) => renderTextWithTimes({ segments: segmentsOf(transcript) })
    };
    var run = (transcript, layout) => {
      const read = readTranscript(transcript);
      return layouts[checked(layoutInput, layout)](read);
    };

    return run(transcript, layout)
  })(transcript, layout))
}
