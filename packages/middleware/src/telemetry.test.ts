import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { describe, expect, it } from 'vitest'
import { fail, ok, step } from '@eddy/engine/testing'
import { telemetry } from './telemetry.ts'
import { replay, runToRest } from './testing/replay.ts'

function recorder() {
  const exporter = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  const middleware = telemetry({ tracer: provider.getTracer('test') })
  const millis = ([seconds, nanos]: readonly [number, number]) => seconds * 1000 + nanos / 1_000_000
  return {
    middleware,
    /** `name < parent outcome start-end`, in the order of ending. */
    tree: () => {
      const spans = exporter.getFinishedSpans()
      const nameOf = new Map(spans.map((span) => [span.spanContext().spanId, span.name]))
      return spans.map((span) => `${span.name} < ${nameOf.get(span.parentSpanContext?.spanId ?? '') ?? '-'} ${String(span.attributes['eddy.outcome'])} ${millis(span.startTime)}-${millis(span.endTime)}`)
    },
    span: (name: string) => exporter.getFinishedSpans().find((span) => span.name === name),
  }
}

describe('telemetry', () => {
  it('spans the run, its steps within their containers, and their attempts', async () => {
    const { middleware, tree, span } = recorder()
    const log = await runToRest({ steps: [step('g', { kind: 'group', steps: [step('a', { kind: 'effect', retry: { max: 1, backoff: { initial: 'PT1S', jitter: 0 } } })] }), step('b', { after: ['g'], mode: 'sync' })] }, { scripts: { a: ({ context }) => (context.attempt === 1 ? fail() : ok(1)) } })
    replay(middleware, log)
    expect(tree()).toEqual([
      'attempt g.a < step g.a retrying 0-0',
      'attempt g.a < step g.a succeeded 1000-1000',
      'step g.a < step g succeeded 0-1000',
      'attempt g < step g succeeded 0-1000',
      'step g < run test succeeded 0-1000',
      'attempt b < step b succeeded 1000-1000',
      'step b < run test succeeded 1000-1000',
      'run test < - succeeded 0-1000',
    ])
    expect(span('step g.a')?.attributes).toEqual({ 'eddy.run.id': 'run', 'eddy.workflow.name': 'test', 'eddy.workflow.hash': '', 'eddy.step.path': 'g.a', 'eddy.step.kind': 'effect', 'eddy.step.async': true, 'eddy.step.retries': 1, 'eddy.outcome': 'succeeded' })
    expect(span('attempt g.a')?.attributes).toMatchObject({ 'eddy.step.attempt': 1, 'error.type': 'TEST' })
    expect(span('attempt g.a')?.status).toEqual({ code: 2, message: 'TEST: failed' })
    expect(span('step b')?.attributes['eddy.step.async']).toBe(false)
  })

  it('spans compensation and undo, with their errors', async () => {
    const { middleware, tree, span } = recorder()
    const steps = [step('a', { kind: 'effect', undo: 'undo' }), step('b', { kind: 'effect', after: ['a'], compensate: 'clean' })]
    const log = await runToRest({ steps, handlers: [step('undo'), step('clean')] }, { scripts: { b: () => fail('no', { retryable: false }) } })
    replay(middleware, log)
    expect(tree()).toEqual([
      'attempt a < step a succeeded 0-0',
      'step a < run test succeeded 0-0',
      'attempt b < step b failed 0-0',
      'compensation b < step b succeeded 0-0',
      'step b < run test failed 0-0',
      'undo a < run test succeeded 0-0',
      'run test < - rolled_back 0-0',
    ])
    expect(span('step b')?.status).toEqual({ code: 2, message: 'TEST: no' })
    expect(span('run test')?.status).toEqual({ code: 2, message: 'TEST: no' })
    expect(span('compensation b')?.attributes['eddy.handler']).toBe('clean')
  })

  it('ends what is open as halted when the run halts, and begins anew when it goes on', async () => {
    const { middleware, tree } = recorder()
    const waiting = [step('wait', { kind: 'wait.signal', config: { name: 's' } }), step('stop')]
    const test = await runToRest({ steps: waiting, return: 'stop' }, { scripts: { stop: () => ({ kind: 'halt', value: 1 }) } })
    replay(middleware, test)
    expect(tree().slice(-3)).toEqual(['attempt wait < step wait halted 0-0', 'step wait < run test halted 0-0', 'run test < - halted 0-0'])
    const before = test.events.length
    test.run.resume()
    test.run.signal({ name: 's', payload: 1 })
    await test.run.settled()
    replay(middleware, { events: test.events.slice(before), plan: test.plan })
    expect(tree().at(-1)).toBe('run test < - succeeded 0-0')
  })

  it('spans the undo of a run that has ended, and keeps nothing of late events', async () => {
    const { middleware, tree } = recorder()
    const test = await runToRest({ steps: [step('a', { kind: 'effect', undo: 'undo' })], handlers: [step('undo')] })
    test.run.undo()
    await test.run.settled()
    replay(middleware, test)
    expect(tree().slice(2)).toEqual(['run test < - succeeded 0-0', 'undo a < run test succeeded 0-0', 'run test < - rolled_back 0-0'])
    const run = { runId: 'run', plan: test.plan, input: {}, status: 'rolled_back' } as const
    middleware.event?.({ seq: 90, at: 5, type: 'undo.started', step: 'a', attempt: 1, data: { value: null } }, run)
    middleware.event?.({ seq: 91, at: 6, type: 'undo.failed', step: 'a', attempt: 1, data: { error: { code: 'X', message: 'x', retryable: false } } }, run)
    middleware.event?.({ seq: 92, at: 7, type: 'step.failed', step: 'a', attempt: 1, data: { error: { code: 'X', message: 'x', retryable: false } } }, run)
    expect(tree().slice(5)).toEqual(['undo a < run test failed 5-6', 'run test < - undone 5-6'])
  })

  it('knows the steps of elements, branches, emitted steps and the failure lane', async () => {
    const { middleware, span } = recorder()
    const steps = [
      step('each', { kind: 'map', arguments: [{ name: 'source', from: { value: [1, 2] } }], steps: [step('pick', { kind: 'switch', branches: [{ when: 'false', steps: [step('x')] }, { steps: [step('x', { kind: 'effect' })] }] })] }),
      step('grow', { after: ['each'] }),
    ]
    const log = await runToRest({ steps, failure: { steps: [step('tell', { kind: 'effect' })] } }, { scripts: { grow: () => ({ kind: 'ok', value: 1, steps: [step('more', { kind: 'once' })] }), more: () => fail('no', { retryable: false }) } })
    replay(middleware, log)
    expect([span('step each[1].pick.x'), span('step more'), span('step tell')].map((found) => found?.attributes['eddy.step.kind'])).toEqual(['effect', 'once', 'effect'])
  })
})
