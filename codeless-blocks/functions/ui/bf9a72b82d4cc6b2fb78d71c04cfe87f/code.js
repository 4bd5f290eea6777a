BackendlessUI.Functions.Custom['fn_bf9a72b82d4cc6b2fb78d71c04cfe87f'] = async function fn_bf9a72b82d4cc6b2fb78d71c04cfe87f(audio, folder, keepUpload, model, prompt, language, temperature, timestamps, keywords, speakers, silenceFilter, longAudio, onGap, carryContext) {
  return (await (async function(audio, folder, keepUpload, model, prompt, language, temperature, timestamps, keywords, speakers, silenceFilter, longAudio, onGap, carryContext) {
    // contract/limits.ts
    var maxRequestBytes = 26214400;
    var multipartReserveBytes = 64 * 1024;
    var maxAudioBytes = maxRequestBytes - multipartReserveBytes;
    var maxSourceBytes = 2147483648;
    var maxQuotedCharacters = 200;
    var maxBytesInFlight = 48 * 1024 * 1024;
    var maxUnrangedBytes = 100 * 1024 * 1024;

    // contract/audio-types.ts
    var audioTypes = [
      { container: "flac", extension: "flac", mimeType: "audio/flac", extensions: ["flac"] },
      { container: "mp3", extension: "mp3", mimeType: "audio/mpeg", extensions: ["mp3", "mpeg", "mpga"] },
      { container: "mp4", extension: "m4a", mimeType: "audio/mp4", extensions: ["m4a", "mp4"] },
      { container: "ogg", extension: "ogg", mimeType: "audio/ogg", extensions: ["ogg", "oga", "opus"] },
      { container: "wav", extension: "wav", mimeType: "audio/wav", extensions: ["wav"] },
      { container: "webm", extension: "webm", mimeType: "audio/webm", extensions: ["webm", "weba"] }
    ];
    var rawAacType = { container: "aac", extension: "aac", mimeType: "audio/aac", extensions: ["aac", "adts"] };
    var audioTypeOf = (container) => {
      const found = [...audioTypes, rawAacType].find((type) => type.container === container);
      if (!found) throw new Error(`No audio type for container ${container}`);
      return found;
    };
    var sniffBytes = 512;
    var ascii = (text) => [...text].map((character) => character.charCodeAt(0));
    var any = null;
    var audioSignatures = [
      { container: "flac", signature: { at: 0, bytes: ascii("fLaC") } },
      { container: "ogg", signature: { at: 0, bytes: ascii("OggS") } },
      { container: "wav", signature: { at: 0, bytes: [...ascii("RIFF"), any, any, any, any, ...ascii("WAVE")] } },
      { container: "webm", signature: { at: 0, bytes: [26, 69, 223, 163] } },
      { container: "mp4", signature: { at: 4, bytes: ascii("ftyp") } },
      { container: "mp3", signature: { at: 0, bytes: ascii("ID3") } }
    ];
    var otherSignatures = [
      { what: "AMR audio", advice: "convert", signature: { at: 0, bytes: ascii("#!AMR") } },
      { what: "Apple CAF audio", advice: "convert", signature: { at: 0, bytes: ascii("caff") } },
      { what: "AIFF audio", advice: "convert", signature: { at: 0, bytes: [...ascii("FORM"), any, any, any, any, ...ascii("AIF")] } },
      { what: "Windows Media audio", advice: "convert", signature: { at: 0, bytes: [48, 38, 178, 117, 142, 102, 207, 17] } },
      ...[244, 245, 252, 253].map((second) => ({ what: "MPEG layer II audio", advice: "convert", signature: { at: 0, bytes: [255, second] } })),
      { what: "an MPEG program stream", advice: "convert", signature: { at: 0, bytes: [0, 0, 1, 186] } },
      { what: "AVI video", advice: "convert", signature: { at: 0, bytes: [...ascii("RIFF"), any, any, any, any, ...ascii("AVI ")] } },
      { what: "a PDF document", advice: "not-audio", signature: { at: 0, bytes: ascii("%PDF") } },
      { what: "a ZIP archive or Office document", advice: "not-audio", signature: { at: 0, bytes: [80, 75, 3, 4] } },
      { what: "a gzip archive", advice: "not-audio", signature: { at: 0, bytes: [31, 139] } },
      { what: "a PNG picture", advice: "not-audio", signature: { at: 0, bytes: [137, 80, 78, 71] } },
      { what: "a JPEG picture", advice: "not-audio", signature: { at: 0, bytes: [255, 216, 255] } }
    ];
    var matches = (bytes, { at, bytes: wanted }) => bytes.length >= at + wanted.length && wanted.every((byte, index) => byte === null || bytes[at + index] === byte);
    var isMp3Frame = (bytes) => {
      const [sync = 0, second = 0, third = 0] = bytes;
      if (sync !== 255 || (second & 224) !== 224) return false;
      const version = second >> 3 & 3;
      const layer = second >> 1 & 3;
      return version !== 1 && layer === 1 && third >> 4 !== 0 && third >> 4 !== 15 && (third >> 2 & 3) !== 3;
    };
    var isAdts = (bytes) => bytes[0] === 255 && ((bytes[1] ?? 0) & 246) === 240;
    var startOfText = (bytes) => {
      const start = bytes.subarray(0, sniffBytes);
      if (start.some((byte) => byte < 9 || byte > 13 && byte < 32 && byte !== 27 || byte > 253)) return null;
      return String.fromCharCode(...start).replace(/^\u00ef\u00bb\u00bf/, "").trimStart().toLowerCase();
    };
    var sniff = (bytes) => {
      const audio = audioSignatures.find(({ signature }) => matches(bytes, signature));
      if (audio) return { kind: "audio", type: audioTypeOf(audio.container) };
      if (isMp3Frame(bytes)) return { kind: "audio", type: audioTypeOf("mp3") };
      if (isAdts(bytes)) return { kind: "audio", type: rawAacType };
      const other = otherSignatures.find(({ signature }) => matches(bytes, signature));
      if (other) return { kind: "other", what: other.what, advice: other.advice };
      const text = startOfText(bytes);
      if (text === null) return { kind: "other", what: "an unknown kind of file", advice: "not-audio" };
      if (/^(<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<!doctype html)/.test(text)) return { kind: "other", what: "a web page", advice: "web-page" };
      return { kind: "other", what: "text", advice: "not-audio" };
    };

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

    // contract/sending-errors.ts
    var uploadFailedError = { number: 41513, key: "upload-failed", status: 0, retryable: true, sentence: "The audio could not be uploaded. Please try again.", advice: "Backendless Files answered {reason}." };
    var sendingErrors = [
      { number: 41509, key: "file-empty", status: 0, retryable: false, sentence: "This file is empty.", advice: "The file has 0 bytes." },
      { number: 41510, key: "file-not-audio", status: 0, retryable: false, sentence: "This file is not audio.", advice: "The content is {what}. Accepted are flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav and webm." },
      { number: 41511, key: "file-too-large", status: 0, retryable: false, sentence: "The audio is too large: {megabytes} MB, the limit is {maxMegabytes} MB.", advice: "Record or choose something shorter, or save it as mono at a lower bit rate." },
      { number: 41512, key: "folder-dropped", status: 0, retryable: false, sentence: "This is a folder. Please choose one audio file.", advice: "A directory was dropped or the file could not be read." },
      uploadFailedError,
      { number: 41514, key: "upload-not-allowed", status: 0, retryable: false, sentence: "You may not upload audio in this app.", advice: "The role of this person has no Write permission for the folder {folder}." },
      { number: 41518, key: "audio-missing", status: 0, retryable: false, sentence: "No audio was given.", advice: "Give the input {name} a web address, a path of the file storage, a File or a Blob." },
    ];

    // contract/warnings.ts
    var warnings = {
      "source-not-saved": "The copy of the source could not be saved in the folder {folder}.",
      "model-retired": "The model {model} was switched off; {successor} was used instead.",
      "model-replaced": "The configured model {model} cannot answer this; {successor} was used instead.",
      "endpoint-retired": "The translation endpoint is not offered any more: the speech was transcribed and its text translated by {model}.",
      "wish-not-met": "No model at hand gives {wish}: the answer of {model} holds none.",
      "parameter-ignored": "The model {model} ignores {name}.",
      "language-hint-dropped": "The model {model} does not accept the language {language}; it was detected instead.",
      "format-refused": "The server refused {format}; the answer holds no times.",
      "silence-removed": "Nobody seems to speak in this audio. The text that was dropped is in removed.",
      "segments-doubtful": "Phrases that may be invented: {count}. They are marked doubtful and were kept.",
      "translation-repaired": "Some lines were translated one by one, because the text model merged or dropped lines.",
      "quota-not-counted": "The minutes of this call could not be counted.",
      "times-estimated": "The server answered no times; they were spread over the length of the audio.",
      "link-rewritten": "The share link was replaced by its direct download address.",
      "piece-missing": "The audio from {start} to {end} could not be transcribed; its place is marked in the text. {reason}",
      "audio-cut-off": "The audio broke off after {end}; the text is that of what arrived.",
      "times-from-pieces": "The model {model} tells no times: the audio was cut at its pauses, and the times are those of {count} pieces. Each piece is a request of its own.",
      "audio-in-pieces": "The audio was sent in {count} pieces.",
      "upload-not-removed": "The uploaded file could not be removed: {path}."
    };
    var warn = (code, values = {}) => ({
      code,
      message: warnings[code].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""))
    });

    // contract/function-inputs.ts
    var folderInput = {
      name: "folder",
      label: "Upload folder",
      type: "string",
      default: "audio",
      example: "audio",
      description: "Folder of the app file storage for the upload; the role of the user needs the right to write there, and to delete."
    };
    var keepUploadInput = {
      name: "keepUpload",
      label: "Keep the upload",
      type: "boolean",
      default: false,
      example: true,
      description: "Whether the uploaded file stays; otherwise it is removed after the call, also when the call fails."
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

    // codeless-blocks/src/transcripts/checked.ts
    var rules = { keywords: normalizeKeywords };
    var checked = (parameter, raw) => {
      const outcome = checkValue(parameter, raw, rules);
      if ("problem" in outcome) throw inputError(outcome.problem.key, outcome.problem.values);
      return outcome.value;
    };

    // codeless-blocks/src/upload/backendless.ts
    var sdk = () => Backendless;

    // codeless-blocks/src/upload/audio-of.ts
    var isBlob = (value) => typeof Blob === "function" && value instanceof Blob;
    var isOfThisPage = (address) => /^(blob|data):/i.test(address);
    var isWebAddress = (address) => /^[a-z][a-z0-9+.-]*:/i.test(address);
    var filesAddress = (path) => `${sdk().appPath}/files/${path.replace(/^\/+/, "").split("/").map(encodeURIComponent).join("/")}`;
    var bytesBehind = async (address) => {
      try {
        return { kind: "bytes", bytes: await (await fetch(address)).blob() };
      } catch {
        return { kind: "unusable" };
      }
    };
    var audioOf = async (given) => {
      if (!isGiven(given)) return { kind: "missing" };
      if (isBlob(given)) return { kind: "bytes", bytes: given };
      if (typeof given !== "string") return { kind: "unusable" };
      const address = given.trim();
      if (isOfThisPage(address)) return bytesBehind(address);
      return { kind: "address", url: isWebAddress(address) ? address : filesAddress(address) };
    };

    // codeless-blocks/src/upload/upload.ts
    var megabytes = (bytes) => (bytes / 1048576).toFixed(1);
    var firstBytes = async (audio) => {
      try {
        return new Uint8Array(await audio.slice(0, sniffBytes).arrayBuffer());
      } catch {
        throw browserError("folder-dropped");
      }
    };
    var audioTypeOf2 = async (audio) => {
      if (audio.size === 0) throw browserError("file-empty");
      if (audio.size > maxSourceBytes) throw browserError("file-too-large", { megabytes: megabytes(audio.size), maxMegabytes: megabytes(maxSourceBytes) });
      const sniffed = sniff(await firstBytes(audio));
      if (sniffed.kind === "other") throw browserError("file-not-audio", { what: sniffed.what });
      return sniffed.type;
    };
    var randomName = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    var tokenErrorCode = 3064;
    var noPermissionCode = 4e3;
    var uploadError = ({ code, status, message }, folder) => {
      if (code === noPermissionCode || status === 401 || status === 403) return browserError("upload-not-allowed", { folder });
      const said = code === tokenErrorCode ? "the login has expired" : typeof message === "string" && message !== "" ? quote(message) : "nothing";
      return browserError("upload-failed", { reason: typeof status === "number" ? `${said} with status ${status}` : said });
    };
    var upload = async (audio, folder) => {
      const { extension, mimeType } = await audioTypeOf2(audio);
      const name = `${randomName()}.${extension}`;
      const path = [folder.replace(/^\/+|\/+$/g, ""), name].filter(Boolean).join("/");
      try {
        const { fileURL } = await sdk().Files.upload(new File([audio], name, { type: mimeType }), path);
        return { path, url: fileURL };
      } catch (error) {
        throw uploadError(error, folder);
      }
    };
    var removeUpload = async ({ path }) => {
      try {
        await sdk().Files.remove(path);
        return null;
      } catch {
        return warn("upload-not-removed", { path });
      }
    };

    // codeless-blocks/src/entries/upload-and-transcribe.ts
    var withWarning = (answer, warning) => ({ ...answer, warnings: [...Array.isArray(answer.warnings) ? answer.warnings : [], warning] });
    var run = async (audio, folder, keepUpload, transcribe) => {
      const given = await audioOf(audio);
      if (given.kind === "missing") throw browserError("audio-missing", { name: "audio" });
      if (given.kind === "unusable") throw inputError("parameter-type", { name: "audio", expected: "web address, a path of the file storage, a File or a Blob", value: typeof audio === "string" ? quote(audio) : typeof audio });
      const keeps = checked(keepUploadInput, keepUpload);
      if (given.kind === "address") return { ...await transcribe(given.url), audioUrl: given.url };
      const uploaded = await upload(given.bytes, checked(folderInput, folder));
      let answer;
      try {
        answer = await transcribe(uploaded.url);
      } catch (error) {
        if (!keeps) await removeUpload(uploaded);
        throw error;
      }
      if (keeps) return { ...answer, audioUrl: uploaded.url };
      const warning = await removeUpload(uploaded);
      return { ...warning === null ? answer : withWarning(answer, warning), audioUrl: warning === null ? null : uploaded.url };
    };

    return run(audio, folder, keepUpload, (audioFileUrl) => BackendlessUI.Functions.call('Audio: transcribe', audioFileUrl, model, prompt, language, temperature, null, timestamps, keywords, speakers, silenceFilter, longAudio, onGap, carryContext))
  })(audio, folder, keepUpload, model, prompt, language, temperature, timestamps, keywords, speakers, silenceFilter, longAudio, onGap, carryContext))
}
