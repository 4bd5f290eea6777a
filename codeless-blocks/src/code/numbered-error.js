async function numberedError(number, sentence, advice) {
  return Object.assign(new Error(sentence + '\n' + advice), { code: number })
}
