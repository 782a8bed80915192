import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOtlpReceiver, type OtlpReceiver, type ReceivedSpan } from './otlp-receiver.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'

const dir = mkdtempSync(join(tmpdir(), 'eddy-trace-'))
const PARENT = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }
const running = new Set<ServerProcess>()
/** What the services that steps call were told of the trace. */
const asked: { readonly what: string; readonly traceparent: string | undefined; readonly tracestate: string | undefined }[] = []
const service = createServer((request, response) => {
  asked.push({ what: `${request.method} ${request.url}`, traceparent: String(request.headers['traceparent'] ?? ''), tracestate: request.headers['tracestate'] as string | undefined })
  response.writeHead(request.url === '/hotel' ? 500 : 200, { 'content-type': 'application/json' }).end('{"id":1}')
})
let receiver: OtlpReceiver
let host: string

beforeAll(async () => {
  receiver = await openOtlpReceiver()
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  const address = service.address()
  host = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterAll(async () => {
  for (const server of running) server.child.kill('SIGKILL')
  service.close()
  await receiver.close()
  rmSync(dir, { recursive: true, force: true })
})

const start = async (env: NodeJS.ProcessEnv) => {
  const server = await startServerProcess({ EDDY_ALLOWED_HOSTS: host, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_SCHEDULE_DELAY: '100', OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test', ...env })
  running.add(server)
  return server
}
const post = async ({ url }: ServerProcess, procedure: string, input: object, headers: { readonly [name: string]: string } = {}) => {
  const response = await fetch(`${url}/trpc/${procedure}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(input) })
  return ((await response.json()) as { readonly result: { readonly data: { readonly id: string; readonly runId: string } } }).result.data
}
const within = { traceparent: `00-${PARENT.traceId}-${PARENT.spanId}-01`, tracestate: 'vendor=1' }
const call = (name: string, more: object) => ({ name, kind: 'http.request', config: { method: 'POST', url: `http://${host}/${name}` }, ...more })
const of = (runId: string) => receiver.spans.filter(({ attributes }) => attributes['eddy.run.id'] === runId)
const named = (spans: readonly ReceivedSpan[], name: string) => spans.filter((span) => span.name === name)

describe('an OTLP receiver', () => {
  it('sees a run with its rollback, within the trace of whoever asked for it, and so do the services that steps call', async () => {
    const server = await start({ EDDY_DATA: join(dir, 'one') })
    const { id } = await post(server, 'workflow.create', { document: { eddy: 1, name: 'trip', steps: [call('flight', { undo: 'cancel' }), call('hotel', { waitFor: ['flight'], retry: { max: 1, backoff: { initial: 'PT0.01S', jitter: 0 } } })], handlers: [{ name: 'cancel', kind: 'http.request', config: { method: 'DELETE', url: `http://${host}/flight` } }] } })
    const { runId } = await post(server, 'run.start', { workflowId: id, input: {} }, within)
    await expect.poll(() => named(of(runId), 'run trip')).toHaveLength(1)
    const spans = of(runId)
    const one = (name: string) => {
      const [span] = named(spans, name)
      if (!span) throw new Error(`there is no span ${name} among ${spans.map((each) => each.name).join(', ')}`)
      return span
    }
    const parents = Object.fromEntries(spans.map((span) => [span.name, spans.find(({ spanId }) => spanId === span.parentSpanId)?.name]))
    expect(parents).toEqual({ 'run trip': undefined, 'step flight': 'run trip', 'attempt flight': 'step flight', 'step hotel': 'run trip', 'attempt hotel': 'step hotel', 'undo flight': 'run trip' })
    expect(one('run trip')).toMatchObject({ parentSpanId: PARENT.spanId, kind: 2, status: { code: 2, message: expect.stringContaining('HTTP_500') }, attributes: { 'eddy.outcome': 'rolled_back', 'eddy.workflow.name': 'trip' } })
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([PARENT.traceId]))
    expect(named(spans, 'attempt hotel').map(({ status, attributes }) => [status.code, attributes['eddy.step.attempt']].map(Number))).toEqual([[2, 1], [2, 2]])
    expect(one('step hotel').attributes).toMatchObject({ 'eddy.step.kind': 'http.request', 'error.type': 'HTTP_500' })
    expect(Number(one('step hotel').attributes['eddy.step.retries'])).toBe(1)
    expect(one('undo flight')).toMatchObject({ links: [{ traceId: PARENT.traceId, spanId: one('step flight').spanId }], attributes: { 'eddy.handler': 'cancel', 'eddy.outcome': 'succeeded' } })
    expect(one('run trip').service).toMatchObject({ 'service.name': 'eddy', 'service.version': expect.stringMatching(/^\d/), 'deployment.environment': 'test' })
    expect(new Set(spans.map(({ scope }) => scope))).toEqual(new Set(['eddy']))
    for (const span of spans) expect(span.endMs).toBeGreaterThanOrEqual(span.startMs)
    const parentOf = (span: ReceivedSpan) => `00-${span.traceId}-${span.spanId}-01`
    expect(asked).toEqual([
      { what: 'POST /flight', traceparent: parentOf(one('attempt flight')), tracestate: 'vendor=1' },
      ...named(spans, 'attempt hotel').map((span) => ({ what: 'POST /hotel', traceparent: parentOf(span), tracestate: 'vendor=1' })),
      { what: 'DELETE /flight', traceparent: parentOf(one('undo flight')), tracestate: 'vendor=1' },
    ])
    expect(receiver.types).toEqual(new Set(['application/x-protobuf']))

    // a run that another run starts is within its step
    await post(server, 'workflow.create', { document: { eddy: 1, name: 'inner', steps: [{ name: 'x', kind: 'expression', config: { expr: '1' } }] } })
    const outer = await post(server, 'workflow.create', { document: { eddy: 1, name: 'outer', steps: [{ name: 'go', kind: 'workflow.run', config: { workflow: 'inner' } }] } })
    const { runId: above } = await post(server, 'run.start', { workflowId: outer.id, input: {} })
    await expect.poll(() => named(of(above), 'run outer')).toHaveLength(1)
    const inner = named(receiver.spans, 'run inner')[0]
    expect(inner).toMatchObject({ traceId: named(of(above), 'run outer')[0]?.traceId, parentSpanId: named(of(above), 'attempt go')[0]?.spanId })
    expect(await server.stop('SIGTERM')).toBe(0)
  })

  it('sees a run that goes on after a restart in the same trace, as JSON too', async () => {
    const env = { EDDY_DATA: join(dir, 'two'), OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }
    const first = await start(env)
    const { id } = await post(first, 'workflow.create', { document: { eddy: 1, name: 'waits', steps: [{ name: 'paid', kind: 'wait.signal', config: { name: 'paid' } }] } })
    const { runId } = await post(first, 'run.start', { workflowId: id, input: {} }, within)
    const { runId: alone } = await post(first, 'run.start', { workflowId: id, input: {} })
    for (const run of [runId, alone]) await expect.poll(async () => (await first.api.run.get.query({ runId: run })).lastSeq).toBeGreaterThanOrEqual(2)
    expect(await first.stop('SIGTERM')).toBe(0)
    for (const run of [runId, alone]) expect(named(of(run), 'run waits').map(({ attributes }) => attributes['eddy.outcome'])).toEqual(['handed_over'])
    const second = await start(env)
    for (const run of [runId, alone]) await second.api.run.signal.mutate({ runId: run, name: 'paid', payload: 1 })
    for (const run of [runId, alone]) {
      await expect.poll(() => named(of(run), 'run waits')).toHaveLength(2)
      const [before, after] = named(of(run), 'run waits')
      expect(after).toMatchObject({ traceId: before?.traceId, parentSpanId: before?.spanId, links: [{ traceId: before?.traceId, spanId: before?.spanId }], attributes: { 'eddy.outcome': 'succeeded' } })
    }
    expect(named(of(runId), 'run waits')[0]?.traceId).toBe(PARENT.traceId)
    expect(receiver.types).toContain('application/json')
    expect(await second.stop('SIGTERM')).toBe(0)
  })

  it('that takes nothing for a while is told of in the log and counted, and runs go on', async () => {
    const server = await start({ EDDY_DATA: join(dir, 'three') })
    const { id } = await post(server, 'workflow.create', { document: { eddy: 1, name: 'lost', steps: [{ name: 'a', kind: 'expression', config: { expr: '1' } }] } })
    const spans = async () => Object.fromEntries([...(await (await fetch(`${server.url}/metrics`)).text()).matchAll(/^eddy_spans_total\{outcome="(\w+)"\} (\d+)$/gm)].map(([, outcome, count]) => [outcome, Number(count)]))
    expect(await spans()).toEqual({ sent: 0, lost: 0 })
    receiver.status = 400
    await post(server, 'run.start', { workflowId: id, input: {} })
    await expect.poll(spans).toEqual({ sent: 0, lost: 3 })
    // lines are gathered before they are written
    await expect.poll(() => server.output()).toMatch(/Traces cannot be sent, \d spans? .*OTEL_EXPORTER_OTLP_ENDPOINT/)
    receiver.status = 200
    const { runId } = await post(server, 'run.start', { workflowId: id, input: {} })
    await expect.poll(spans).toEqual({ sent: 3, lost: 3 })
    await expect.poll(() => server.output()).toContain('The collector takes traces again; 3 spans were lost.')
    expect(of(runId)).toHaveLength(3)
    expect(await server.stop('SIGTERM')).toBe(0)
  })
})
