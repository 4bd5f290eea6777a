import { createDirect } from '../direct'
import { answerMessages } from '../harness/child'

/** The direct way in a process of its own; each message is a URL. */
const [baseUrl = '', apiKey = ''] = process.argv.slice(2)
const transcribe = createDirect(baseUrl, apiKey)
answerMessages((message) => transcribe((message as { url: string }).url))
process.send?.({})
