BackendlessUI.Functions.Custom['fn_ce44b969aec71aa69368dafe8b673cc4'] = async function fn_ce44b969aec71aa69368dafe8b673cc4(transcript) {
  return (await (async function(transcript) {
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
      { number: 41013, key: "transcript-missing", status: 400, retryable: false, sentence: "No transcript was given.", advice: "Give the answer of Audio: transcribe or Audio: translate, a verbose_json answer, or plain text." },
      { number: 41014, key: "transcript-unreadable", status: 400, retryable: false, sentence: "This is not a transcript.", advice: "A transcript is the answer of Audio: transcribe or Audio: translate, a verbose_json answer, or plain text; it was {value}." },
      { number: 41015, key: "transcript-without-times", status: 400, retryable: false, sentence: "This transcript does not tell when the words were spoken.", advice: "Plain text and the answers of some models hold no times. Transcribe again with Times for set to segment, and keep the whole answer." },
      { number: 41016, key: "transcript-without-speakers", status: 400, retryable: false, sentence: "This transcript does not tell who speaks.", advice: "Transcribe again with Tell speakers apart set to true, and keep the whole answer." },
    ];

    // contract/text-breaks.ts
    var wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u;
    var isWide = (text) => [...text].filter((character) => wide.test(character)).length * 2 > [...text].length;

    // contract/render-text.ts
    var hasSpeakers = ({ segments }) => segments?.some(({ speaker }) => speaker) ?? false;

    // contract/check-values.ts
    var quote = (value) => {
      const text = typeof value === "string" ? value : JSON.stringify(value) ?? String(value);
      const safe = text.replace(/\?[^\s"]*/g, "?…").replace(/\/\/[^/\s"@]*@/g, "//…@");
      const short = `${safe.slice(0, maxQuotedCharacters)}${safe.length > maxQuotedCharacters ? "…" : ""}`;
      return typeof value === "string" ? `"${short}"` : short;
    };
    var isGiven = (raw) => raw !== void 0 && raw !== null && !(typeof raw === "string" && raw.trim() === "");

    // codeless-blocks/src/transcripts/fail.ts
    var errorOf = (found, key, values) => {
      if (!found) return new Error(key);
      const { sentence, advice } = fillError(found, values);
      return Object.assign(new Error(`${sentence}\n${advice}`), { code: found.number, ...found.status === 0 ? {} : { httpStatusCode: found.status } });
    };
    var inputError = (key, values = {}) => errorOf(inputErrors.find((error) => error.key === key), key, values);

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

    // codeless-blocks/src/entries/speakers.ts
    var rounded = (value) => Math.round(value * 1e3) / 1e3;
    var lengthOf = (segments) => segments.reduce((sum, { start, end }) => sum + end - start, 0);
    var run = (transcript) => {
      const read = readTranscript(transcript);
      const segments = segmentsOf(read);
      if (segments.length > 0 && !hasSpeakers(read)) throw inputError("transcript-without-speakers");
      const named = segments.filter(({ speaker }) => speaker !== void 0);
      const all = lengthOf(named);
      return [...new Set(named.map(({ speaker }) => speaker ?? ""))].map((speaker) => {
        const own = named.filter((segment) => segment.speaker === speaker);
        const turns = named.filter((segment, index) => segment.speaker === speaker && named[index - 1]?.speaker !== speaker).length;
        return { speaker, seconds: rounded(lengthOf(own)), share: all === 0 ? 0 : rounded(lengthOf(own) / all), turns, start: own[0]?.start ?? 0, text: own.map(({ text }) => text).join(" ") };
      });
    };

    return run(transcript)
  })(transcript))
}
