import { createServer } from 'node:http'
import { memoryPorts, plan, startRun, systemClock } from '@eddy/engine'
import type { Step } from '@eddy/workflow'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalog } from './contract.ts'
import type { Notice } from './notify/notice.ts'
import { createEvaluator, createExecutor } from './run.ts'

const secret = 'hunter2-4711'
const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(`${request.url} ${String(request.headers['authorization'] ?? '')}`)
  response.writeHead(request.url?.startsWith('/busy') ? 503 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ echo: request.headers['authorization'] ?? request.url }))
})
let host = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
const evaluator = createEvaluator()
afterAll(async () => {
  server.close()
  await evaluator.close()
})

/** Runs real steps with a secret; gives what was noticed and all that stands in the log. */
async function run(steps: readonly Step[], handlers: readonly Step[] = []) {
  const notices: Notice[] = []
  const executor = createExecutor({ http: { allowedHosts: [host] }, notify: async (notice) => void notices.push(notice) })
  const ports = memoryPorts({ executor, evaluator, clock: systemClock, secrets: { get: (name) => (name === 'token' ? secret : undefined) } })
  const result = await startRun({ runId: 'r', plan: plan({ eddy: 1, name: 'w', steps, handlers }, { catalog }), ports, input: {} }).settled()
  await executor.close()
  return { result, notices, log: JSON.stringify(ports.journal.events) }
}

const token = [{ name: 'token', from: { secret: 'token' } }]
const taking = (kind: string, config: NonNullable<Step['config']>): Step => ({ name: 'it', kind, config, arguments: token })

it.each([
  ['debug', {}],
  ['collect', {}],
  ['template', { template: 'Bearer {{ token }}' }],
  ['log', { message: 'the key is {{ token }}' }],
  ['expression', { expr: '{ token: $uppercase(token) & token }' }],
  ['code', { source: 'console.log(args.token); return [args.token + "!", JSON.stringify(args)]' }],
  ['fail', { message: 'no {{ token }}' }],
])('%s shows no secret', async (kind, config) => {
  const { log } = await run([taking(kind, config)])
  expect(log).toContain('•••')
  expect(log).not.toContain(secret)
})

it('a notice shows none either', async () => {
  const { notices } = await run([taking('notify', { title: 'The key is {{ token }}', text: '{{ $uppercase(token) }}' })])
  expect(notices).toMatchObject([{ title: 'The key is •••', text: '•••' }])
})

it('a request carries it, and what comes back is concealed', async () => {
  asked.length = 0
  const { log } = await run([taking('http.request', { url: `http://${host}/x?key={{ token }}`, headers: { Authorization: 'Bearer {{ token }}' } })])
  expect(asked).toEqual([`/x?key=${secret} Bearer ${secret}`])
  expect(log).toContain('Bearer •••')
  expect(log).not.toContain(secret)
})

it('a webhook may have it in its URL', async () => {
  const { log, result } = await run([taking('notify', { channel: 'webhook', url: `http://${host}/busy/{{ token }}`, title: 'x {{ token }}' })])
  expect(result.error).toMatchObject({ code: 'HTTP_503' })
  expect(log).not.toContain(secret)
})

it('handlers that are given the arguments of their step show none', async () => {
  const origin = [{ name: 'was', from: { origin: 'arguments' as const } }]
  const { log, notices, result } = await run(
    [
      { ...taking('code', { source: 'return 1' }), undo: 'undo_it', role: 'compensatable' },
      { name: 'bad', kind: 'code', config: { source: 'throw new Error("no " + args.token)' }, arguments: token, waitFor: ['it'], compensate: 'help' },
    ],
    [
      { name: 'undo_it', kind: 'code', config: { source: 'console.log(JSON.stringify(args)); throw new Error(args.was.token)' }, arguments: origin },
      { name: 'help', kind: 'notify', config: { title: 'failed with {{ was.token }}' }, arguments: origin },
    ],
  )
  expect(result.status).toBe('rollback_incomplete')
  expect(notices).toMatchObject([{ title: 'failed with •••' }])
  expect(log).toContain('•••')
  expect(log).not.toContain(secret)
})
