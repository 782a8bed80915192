import { createServer } from 'node:http'
import type { Json, Step } from '@eddy/workflow'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createExecutor } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'

let content: Json = 'Ahoy'
let asked: { readonly body: Json; readonly authorization: string | undefined }[] = []
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    asked.push({ body: JSON.parse(Buffer.concat(chunks).toString()) as Json, authorization: request.headers.authorization })
    const answer = request.url === '/odd' ? { choices: [] } : { model: 'small-1', choices: [{ message: { content }, finish_reason: 'stop' }], usage: { prompt_tokens: 7, completion_tokens: 2 } }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
})
let host = ''
let executor: ReturnType<typeof createExecutor>

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  executor = createExecutor({ http: { allowedHosts: [host] } })
})
afterAll(async () => {
  await executor.close()
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked = []
  content = 'Ahoy'
})

const ask = async (config: NonNullable<Step['config']>, args: { readonly [name: string]: Json } = {}) => executor.execute(stepRequest('llm.generate', { url: `http://${host}/v1/chat/completions`, model: 'small', prompt: 'Greet {{ who }}.', ...config }, { arguments: args }))

it('asks what the arguments make of the prompt, and takes the text of the answer', async () => {
  const outcome = await ask({ system: 'Be brief.', temperature: 0, maxTokens: 20 }, { who: 'Ada', key: 'k-1' })
  expect(outcome).toEqual({ kind: 'ok', value: { text: 'Ahoy', json: null, model: 'small-1', tokens: { input: 7, output: 2 }, stopped: 'stop' } })
  expect(asked).toEqual([{ authorization: 'Bearer k-1', body: { model: 'small', messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'Greet Ada.' }], temperature: 0, max_tokens: 20 } }])
})

it('sends a prompt that is one expression as a text, and no token without a key', async () => {
  await ask({ prompt: '{{ order }}' }, { order: { id: 1 } })
  expect(asked).toEqual([{ authorization: undefined, body: { model: 'small', messages: [{ role: 'user', content: '{"id":1}' }] } }])
})

it.each(['{"topic":"delivery"}', '```json\n{"topic":"delivery"}\n```'])('takes JSON apart that was asked for: %s', async (text) => {
  content = text
  expect(await ask({ json: true })).toMatchObject({ kind: 'ok', value: { text, json: { topic: 'delivery' } } })
  expect(asked[0]).toMatchObject({ body: { response_format: { type: 'json_object' } } })
})

it('fails, to be tried again, where the answer is none', async () => {
  content = 'Sorry, no.'
  expect(await ask({ json: true })).toMatchObject({ kind: 'fail', error: { code: 'LLM_BAD_ANSWER', retryable: true, message: 'the model was asked for JSON and wrote: Sorry, no.' } })
  content = null
  expect(await ask({})).toMatchObject({ kind: 'fail', error: { code: 'LLM_BAD_ANSWER' } })
  expect(await ask({ url: `http://${host}/odd` })).toMatchObject({ kind: 'fail', error: { code: 'LLM_BAD_ANSWER' } })
})

it('reaches allowed hosts only', async () => expect(await ask({ url: 'http://127.0.0.1:9/' })).toMatchObject({ kind: 'fail', error: { code: 'HOST_NOT_ALLOWED' } }))
