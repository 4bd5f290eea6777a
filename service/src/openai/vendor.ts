/** Entry of `openai.cjs`: the SDK's client and the error classes that the service tells apart. */
export { OpenAI, APIConnectionError, APIError } from 'openai'
