BackendlessUI.Functions.Custom['fn_55f441c1b7d13f6a6a0e8634c83931b9'] = async function fn_55f441c1b7d13f6a6a0e8634c83931b9(transcript, format) {
  return (await (async function(transcript, format) {
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
    ];

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
    var captionFormats = ["srt", "vtt"];

    // contract/text-breaks.ts
    var wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u;
    var unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/u;
    var isWide = (text) => [...text].filter((character) => wide.test(character)).length * 2 > [...text].length;
    var lengthOf = (text) => [...text].length;
    var unspacedWords = (text) => typeof Intl.Segmenter === "function" ? [...new Intl.Segmenter(void 0, { granularity: "word" }).segment(text)].map(({ segment }) => segment) : [...text];
    var wordsOf = (text) => wide.test(text) || unspaced.test(text) ? unspacedWords(text) : text.match(/\S*\s|\S+/gu) ?? [];
    var atomsOf = (text, maxCharacters) => wordsOf(text).flatMap((word) => lengthOf(word) <= maxCharacters ? [word] : [...word].reduce((parts, character) => {
      const last = parts[parts.length - 1];
      if (last !== void 0 && lengthOf(last) < maxCharacters) parts[parts.length - 1] = last + character;
      else parts.push(character);
      return parts;
    }, []));
    var endsSentence = (text) => /[.!?…。！？]["'”’)]?\s*$/u.test(text);
    var endsClause = (text) => /[,;:–—、，；：]["'”’)]?\s*$/u.test(text);
    var quality = (before, maxCharacters) => {
      const filled = lengthOf(before.trimEnd()) / maxCharacters;
      return filled + (endsSentence(before) && filled > 0.4 ? 2 : endsClause(before) && filled > 0.5 ? 1 : 0);
    };
    var bestCut = (atoms, maxCharacters) => {
      let text = "";
      let best = { count: 1, quality: -1 };
      for (let count = 1; count <= atoms.length; count += 1) {
        text += atoms[count - 1] ?? "";
        if (lengthOf(text.trim()) > maxCharacters) break;
        const value = count === atoms.length ? Infinity : quality(text, maxCharacters);
        if (value >= best.quality) best = { count, quality: value };
      }
      return best.count;
    };
    var chunksOf = (text, maxCharacters) => {
      const chunks = [];
      let atoms = atomsOf(text.replace(/\s+/gu, " ").trim(), maxCharacters);
      while (atoms.length > 0) {
        const count = bestCut(atoms, maxCharacters);
        chunks.push(atoms.slice(0, count).join("").trim());
        atoms = atoms.slice(count);
      }
      return chunks.filter(Boolean);
    };
    var balancedLines = (text, maxLineCharacters) => {
      if (lengthOf(text) <= maxLineCharacters) return [text];
      const atoms = atomsOf(text, maxLineCharacters);
      const cuts = atoms.slice(1).map((_, index) => [atoms.slice(0, index + 1).join("").trim(), atoms.slice(index + 1).join("").trim()]);
      const fitting = cuts.filter(([first, second]) => lengthOf(first) <= maxLineCharacters && lengthOf(second) <= maxLineCharacters);
      const [best] = [...fitting].sort(([a, b], [c, d]) => Math.abs(lengthOf(a) - lengthOf(b)) - Math.abs(lengthOf(c) - lengthOf(d)));
      return best ? [...best] : chunksOf(text, maxLineCharacters);
    };

    // contract/cues.ts
    var gapSeconds = 2 / 24;
    var lengthOf2 = (text) => [...text].length;
    var limitsOf = (text) => isWide(text) ? { line: captionRules.maxWideLineCharacters, perSecond: captionRules.maxWideCharactersPerSecond } : { line: captionRules.maxLineCharacters, perSecond: captionRules.maxCharactersPerSecond };
    var lettersIn = (text) => lengthOf2(text.replace(/[^\p{L}\p{N}\p{M}]+/gu, ""));
    var startsOf = (chunks, { start, end }, words) => {
      const inside = words.filter((word) => word.start >= start - 0.01 && word.end <= end + 0.01);
      const total = Math.max(1, chunks.reduce((sum, chunk) => sum + lengthOf2(chunk), 0));
      let characters = 0;
      let letters = 0;
      let wordIndex = 0;
      let lettersOfWords = 0;
      return chunks.map((chunk) => {
        const proportional = start + (end - start) * characters / total;
        while (wordIndex < inside.length && lettersOfWords < letters) lettersOfWords += lettersIn(inside[wordIndex++]?.word ?? "");
        characters += lengthOf2(chunk);
        letters += lettersIn(chunk);
        return inside[wordIndex]?.start ?? proportional;
      });
    };
    var fittingChunks = (text, characters, line) => {
      const chunks = chunksOf(text, characters);
      const fits = chunks.every((chunk) => balancedLines(chunk, line).length <= captionRules.maxLines);
      return fits || characters <= line ? chunks : fittingChunks(text, Math.max(line, characters - 4), line);
    };
    var piecesOf = (segment, words) => {
      const { line } = limitsOf(segment.text);
      const seconds = segment.end - segment.start;
      const byTime = Math.ceil(seconds / captionRules.maxSeconds);
      const characters = Math.min(line * captionRules.maxLines, Math.max(line, Math.ceil(lengthOf2(segment.text) / Math.max(1, byTime))));
      const chunks = fittingChunks(segment.text, characters, line);
      const starts = startsOf(chunks, segment, words);
      return chunks.map((text, index) => ({
        text,
        lines: balancedLines(text, line),
        speaker: segment.speaker ?? null,
        start: starts[index] ?? segment.start,
        end: starts[index + 1] ?? segment.end
      }));
    };
    var endOf = (piece, nextStart) => {
      const wanted = Math.max(captionRules.minSeconds, lengthOf2(piece.text) / limitsOf(piece.text).perSecond);
      const end = Math.max(piece.end, Math.min(piece.start + wanted, nextStart - gapSeconds));
      return Math.max(piece.start + 1e-3, Math.min(end, nextStart, piece.start + Math.max(captionRules.maxSeconds, wanted)));
    };
    var cuesOf = ({ segments, words }) => {
      const phrases = [...segments ?? []].filter(({ text }) => text.trim() !== "").sort((a, b) => a.start - b.start);
      const pieces = phrases.flatMap((segment) => piecesOf(segment, words ?? []));
      const cues = [];
      pieces.forEach((piece, index) => {
        const nextStart = pieces[index + 1]?.start ?? Infinity;
        const start = Math.max(piece.start, cues[cues.length - 1]?.end ?? 0);
        const end = Math.max(start + 1e-3, endOf({ ...piece, start }, Math.max(nextStart, start + 1e-3)));
        cues.push({ start, end, lines: piece.lines, speaker: piece.speaker });
      });
      return cues;
    };

    // contract/render-captions.ts
    var pad = (value, digits = 2) => String(value).padStart(digits, "0");
    var clock = (seconds, separator) => {
      const milliseconds = Math.round(seconds * 1e3);
      const parts = [milliseconds / 36e5, milliseconds / 6e4 % 60, milliseconds / 1e3 % 60].map((part) => pad(Math.floor(part)));
      return `${parts.join(":")}${separator}${pad(milliseconds % 1e3, 3)}`;
    };
    var turns = (cues) => cues.map((cue, index) => ({ ...cue, opensTurn: cue.speaker !== null && cue.speaker !== cues[index - 1]?.speaker }));
    var escapeVtt = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    var renderSrt = (transcript) => turns(cuesOf(transcript)).map(({ start, end, lines, speaker, opensTurn }, index) => `${index + 1}\n${clock(start, ",")} --> ${clock(end, ",")}\n${opensTurn ? `${speaker}: ` : ""}${lines.join("\n")}\n`).join("\n");
    var renderVtt = (transcript) => ["WEBVTT\n", ...cuesOf(transcript).map(({ start, end, lines, speaker }) => `${clock(start, ".")} --> ${clock(end, ".")}\n${speaker === null ? "" : `<v ${escapeVtt(speaker)}>`}${escapeVtt(lines.join("\n"))}\n`)].join("\n");

    // contract/function-inputs.ts
    var formatInput = {
      name: "format",
      label: "Format",
      type: "string",
      options: captionFormats,
      default: "srt",
      example: "vtt",
      description: "srt for video editors and players, vtt for web pages."
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

    // codeless-blocks/src/entries/captions.ts
    var renderers = { srt: renderSrt, vtt: renderVtt };
    var run = (transcript, format) => {
      const read = readTranscript(transcript);
      const render = renderers[checked(formatInput, format)];
      segmentsOf(read);
      return render(read);
    };

    return run(transcript, format)
  })(transcript, format))
}
