async function whatWentWrong(error, notInstalled, noAnswer, unclear) {
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
}
