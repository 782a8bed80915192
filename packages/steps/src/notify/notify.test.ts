import { createServer } from 'node:http'
import type { StepRequest } from '@eddy/engine'
import type { Json, Step } from '@eddy/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createExecutor, type ExecutorOptions } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'
import { notifyContract } from './contract.ts'
import type { Notice } from './notice.ts'

interface Posted {
  readonly method: string | undefined
  readonly path: string | undefined
  readonly key: unknown
  readonly body: unknown
}

const posts: Posted[] = []
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  posts.push({ method: request.method, path: request.url, key: request.headers['idempotency-key'], body: JSON.parse(Buffer.concat(chunks).toString()) })
  response.writeHead(request.url === '/busy' ? 503 : 202, { 'content-type': 'application/json' }).end('no json at all')
})
let host = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(() => void server.close())

async function notify(options: ExecutorOptions, config: NonNullable<Step['config']>, { arguments: args = {}, step = {} }: { readonly arguments?: { readonly [name: string]: Json }; readonly step?: Partial<Step> } = {}) {
  const executor = createExecutor(options)
  const request: StepRequest = stepRequest('notify', config, { arguments: args })
  const outcome = await executor.execute({ ...request, step: { ...request.step, ...step } })
  await executor.close()
  return outcome
}
const webhook = (path: string, config: NonNullable<Step['config']>, more: Parameters<typeof notify>[2] = {}) => notify({ http: { allowedHosts: [host] } }, { channel: 'webhook', url: `http://${host}${path}`, ...config }, more)

describe('notify, in the inbox', () => {
  it('puts a notice there', async () => {
    const notices: Notice[] = []
    const outcome = await notify({ notify: async (notice) => void notices.push(notice) }, { title: 'Order {{ id }}', text: 'of {{ who }}', level: 'warn' }, { arguments: { id: 'A-1', who: { name: 'Ada' } } })
    expect(outcome).toEqual({ kind: 'ok', value: { delivered: true } })
    expect(notices).toEqual([{ runId: 'run', step: 'it', title: 'Order A-1', text: 'of {"name":"Ada"}', level: 'warn', key: 'run/it/1' }])
  })

  it('goes to the log where there is none', async () => {
    expect(await notify({}, { title: 'Done' })).toEqual({ kind: 'ok', value: { delivered: false }, logs: [{ level: 'info', text: 'Done' }] })
    expect(await notify({}, { title: 'Done', text: 'with {{ n }}', level: 'error' }, { arguments: { n: 1 } })).toEqual({ kind: 'ok', value: { delivered: false }, logs: [{ level: 'error', text: 'Done: with 1' }] })
  })

  it('is tried again when the inbox fails', async () => {
    expect(await notify({ notify: () => Promise.reject(new Error('full')) }, { title: 'Done' })).toEqual({ kind: 'fail', error: { code: 'NOTICE_FAILED', message: 'the inbox did not take the notice: full', retryable: true } })
  })

  it.each([
    [{ title: '{{ 1 + "a" }}' }, 'EXPRESSION_ERROR'],
    [{ title: '' }, 'INVALID_CONFIG'],
    [{ title: 'x', channel: 'webhook' }, 'INVALID_CONFIG'],
  ])('refuses %j', async (config, code) => expect(await notify({}, config)).toMatchObject({ kind: 'fail', error: { code, retryable: false } }))
})

describe('notify, by webhook', () => {
  it('posts the notice, whatever stands in its texts', async () => {
    posts.length = 0
    const outcome = await webhook('/hooks/{{ hook }}', { title: 'Said: {{ said }}' }, { arguments: { hook: 'h1', said: '{{ 1 + "a" }}' } })
    expect(outcome).toEqual({ kind: 'ok', value: { delivered: true, status: 202 } })
    expect(posts).toEqual([{ method: 'POST', path: '/hooks/h1', key: 'run/it/1', body: { title: 'Said: {{ 1 + "a" }}', text: '', level: 'info', runId: 'run', step: 'it', key: 'run/it/1' } }])
  })

  it('reaches no host that is not allowed', async () => {
    expect(await notify({}, { title: 'x', channel: 'webhook', url: `http://${host}/` })).toMatchObject({ kind: 'fail', error: { code: 'HOST_NOT_ALLOWED', retryable: false } })
  })
})

it('checks where the notice goes', () => {
  const findings = (config: NonNullable<Step['config']>) => notifyContract.check?.({ name: 'it', kind: 'notify', config }).map(({ path, severity = 'error' }) => `${severity} ${path}`)
  expect(findings({ title: '{{ (', channel: 'webhook' })).toEqual(['error /config/title', 'error /config/url'])
  expect(findings({ title: 'x', url: 'http://h/' })).toEqual(['warning /config/url'])
  expect(findings({ title: 'x', channel: 'webhook', url: 'http://h/' })).toEqual([])
})
