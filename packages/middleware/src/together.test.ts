import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { expect, it } from 'vitest'
import type { EventOf } from '@eddy/engine'
import { fail, ok, pathEvaluator, step } from '@eddy/engine/testing'
import { adaptiveConcurrency, audit, claims, logging, memoryCacheStore, memoryClaimStore, metrics, policy, resultCache, telemetry, verifyAudit, type AuditRecord } from './index.ts'
import { runToRest } from './testing/replay.ts'

function everything() {
  const exporter = new InMemorySpanExporter()
  const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).getTracer('test')
  const records: AuditRecord[] = []
  const lines: string[] = []
  const counted = metrics()
  const trail = audit({ append: (record) => void records.push(record) })
  const middleware = [
    telemetry({ tracer }),
    logging({ write: (line) => lines.push(line) }),
    counted,
    trail,
    policy({ kinds: { deny: ['code'] } }),
    adaptiveConcurrency({ min: 2, max: 8 }),
    resultCache({ store: memoryCacheStore(), evaluator: pathEvaluator, now: () => 0 }),
    claims({ store: memoryClaimStore(), owner: 'host', leaseMs: 1000, now: () => 0 }),
  ]
  return { middleware, exporter, records, lines, counted, trail }
}

it('all of them serve runs together, and none is reported', async () => {
  const { middleware, exporter, records, counted, trail, lines } = everything()
  const steps = [step('rate', { kind: 'pure', cache: { ttl: 'PT1M', scope: 'workflow' } }), step('print', { kind: 'effect', undo: 'shred', config: { claim: 'printer' }, after: ['rate'] }), step('last', { after: ['print'] })]
  const document = { steps, handlers: [step('shred')] }
  let fails = true
  const scripts = { rate: () => ok(7), last: () => (fails ? fail('no', { retryable: false }) : ok()) }
  const first = await runToRest(document, { middleware, scripts, runId: 'one' })
  fails = false
  const second = await runToRest(document, { middleware, scripts, runId: 'two' })
  const refused = await runToRest({ steps: [step('c', { kind: 'code' })] }, { middleware, runId: 'three' })
  await trail.flushed()

  expect([first, second, refused].map(({ run, events }) => [run.state.status, events.at(-1)?.data])).toEqual([
    ['rolled_back', { error: { code: 'TEST', message: 'no', retryable: false, step: 'last', attempt: 1 } }],
    ['succeeded', { value: null }],
    ['rolled_back', { error: expect.objectContaining({ code: 'POLICY_REFUSED', message: 'the policy refuses this: step "c" is of the kind "code", which is not allowed' }) }],
  ])
  expect(second.events.find((event): event is EventOf<'step.succeeded'> => event.type === 'step.succeeded')?.data).toEqual({ value: 7, by: 'cache' })
  expect(second.executor.calls.map(({ path }) => path)).toEqual(['print', 'last'])
  expect(counted.snapshot()).toMatchObject({ runs: { rolled_back: 1, succeeded: 1, refused: 1 }, inFlight: { runs: 0, steps: 0 } })
  expect(exporter.getFinishedSpans().filter(({ name }) => name.startsWith('run ')).map(({ attributes }) => attributes['eddy.outcome'])).toEqual(['rolled_back', 'succeeded', 'refused'])
  expect(records.map(({ runId, action }) => `${runId} ${action}`)).toEqual(['one run.started', 'one rollback.started', 'one rollback.completed', 'two run.started', 'three run.started'])
  expect(verifyAudit(records)).toEqual([])
  expect(lines).toContain('run two rate succeeded, by cache')
})
