BackendlessUI.Functions.Custom['fn_584579fe0ea7441998e56ac27bc6002e'] = async function fn_584579fe0ea7441998e56ac27bc6002e(transcript, words, wholeWords) {
  return (await (async function(transcript, words, wholeWords) {
    // contract/limits.ts
    var maxRequestBytes = 26214400;
    var multipartReserveBytes = 64 * 1024;
    var maxAudioBytes = maxRequestBytes - multipartReserveBytes;
    var maxQuotedCharacters = 200;
    var maxKeywordsCharacters = 2e3;
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
    ];

    // contract/text-breaks.ts
    var wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u;
    var isWide = (text) => [...text].filter((character) => wide.test(character)).length * 2 > [...text].length;

    // contract/function-inputs.ts
    var wordsInput = {
      name: "words",
      label: "Words",
      type: "string",
      required: true,
      normalize: "keywords",
      maxCharacters: maxKeywordsCharacters,
      example: "marketplace, drag and drop",
      description: "Words or phrases to find, separated by commas or line breaks."
    };
    var wholeWordsInput = {
      name: "wholeWords",
      label: "Whole words only",
      type: "boolean",
      default: true,
      example: false,
      description: "Whether parts of words are left out, so that art does not find start."
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

    // codeless-blocks/src/transcripts/phrase-at.ts
    var phraseAt = (phrases, time) => [...phrases].reverse().find(({ start, end }) => start <= time && time <= end);

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

    // codeless-blocks/src/transcripts/searchable.ts
    var withoutSpaces = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff66-\uff9f]/;
    var searchable = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f'’ʼ]/g, "").normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
    var joinsWithout = (before, after) => withoutSpaces.test(before.slice(-1)) && withoutSpaces.test(after.slice(0, 1));
    var streamOf = (units) => {
      let text = "";
      const unitAt = [];
      for (const unit of units) {
        const piece = searchable(unit.text);
        if (piece === "") continue;
        const added = text === "" || joinsWithout(text, piece) ? piece : ` ${piece}`;
        text += added;
        for (let count = 0; count < added.length; count += 1) unitAt.push(unit);
      }
      return { text, unitAt };
    };
    var isBoundary = (text, at) => {
      const [before, after] = [text.charAt(at - 1), text.charAt(at)];
      return at === 0 || at === text.length || before === " " || after === " " || withoutSpaces.test(before) || withoutSpaces.test(after);
    };
    var placesOf = ({ text, unitAt }, words, wholeWords) => {
      const wanted = searchable(words);
      const places = [];
      for (let at = wanted === "" ? -1 : text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
        const [first, last] = [unitAt[at], unitAt[at + wanted.length - 1]];
        if (first && last && (!wholeWords || isBoundary(text, at) && isBoundary(text, at + wanted.length))) places.push([first, last]);
      }
      return places;
    };

    // codeless-blocks/src/entries/find-words.ts
    var unitsOf = (transcript) => transcript.words ? transcript.words.map(({ word, start, end }) => ({ start, end, text: word })) : segmentsOf(transcript);
    var phraseOf = ({ words, segments }, unit) => words === null ? unit : phraseAt(segments ?? [], (unit.start + unit.end) / 2) ?? unit;
    var foundAt = (transcript, words, first, last) => {
      const phrases = [.../* @__PURE__ */ new Set([phraseOf(transcript, first), phraseOf(transcript, last)])];
      return { words, start: first.start, end: last.end, text: phrases.map(({ text }) => text).join(" "), speaker: phrases[0]?.speaker ?? null, exact: transcript.words !== null };
    };
    var run = (transcript, words, wholeWords) => {
      const read = readTranscript(transcript);
      const terms = checked(wordsInput, words).split("\n");
      const onlyWhole = checked(wholeWordsInput, wholeWords);
      const stream = streamOf(unitsOf(read));
      return terms.flatMap((term) => placesOf(stream, term, onlyWhole).map(([first, last]) => foundAt(read, term, first, last))).sort((a, b) => a.start - b.start);
    };

    return run(transcript, words, wholeWords)
  })(transcript, words, wholeWords))
}
