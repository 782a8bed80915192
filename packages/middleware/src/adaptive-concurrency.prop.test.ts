import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plan, type RunEvent } from '@eddy/engine'
import { fakeCatalog, step } from '@eddy/engine/testing'
import { adaptiveConcurrency, type AdaptiveConcurrencyOptions } from './adaptive-concurrency.ts'

const steps = [step('s'), step('fast'), step('g', { kind: 'group', steps: [step('inner')] })]
const run = { runId: 'run', input: {}, status: 'running' as const, plan: plan({ eddy: 1, name: 'test', steps }, { catalog: fakeCatalog() }) }
const timeout = { error: { code: 'STEP_TIMEOUT', message: 'late', retryable: true } }

/** A host under a limiter: waves of attempts as large as the limit, each taking as long as it is told. */
function host(options: AdaptiveConcurrencyOptions) {
  const middleware = adaptiveConcurrency(options)
  let now = 0
  let seq = 0
  const tell = (event: Pick<RunEvent, 'type' | 'data'> & { readonly step?: string; readonly at?: number }) => middleware.event?.({ seq: ++seq, at: now, ...event } as RunEvent, run)
  tell({ type: 'run.started', data: { input: {}, workflow: { name: 'test', hash: '' } } })
  return {
    limit: () => middleware.limit?.(run) ?? Infinity,
    tell,
    wave: (latency: number, { path = 's', size = middleware.limit?.(run) ?? 1, end = 'step.succeeded' as RunEvent['type'] } = {}) => {
      // steps that no plan knows, as if emitted: as many as it takes
      for (let i = 0; i < size; i++) tell({ type: 'step.started', step: `${path}[${i}].x`, data: { arguments: {} } })
      now += latency
      for (let i = 0; i < size; i++) tell({ type: end, step: `${path}[${i}].x`, data: end === 'step.failed' ? timeout : { value: null } })
    },
  }
}

describe('adaptive concurrency', () => {
  it('never leaves its bounds', () => {
    const wave = fc.record({ latency: fc.nat(5000), size: fc.integer({ min: 1, max: 40 }), end: fc.constantFrom<RunEvent['type']>('step.succeeded', 'step.failed', 'step.halted'), path: fc.constantFrom('s', 'fast', 'g') })
    fc.assert(
      fc.property(fc.array(wave, { maxLength: 60 }), fc.integer({ min: 1, max: 10 }), fc.nat(30), (waves, min, more) => {
        let lags = 0
        const { limit, wave: next } = host({ min, max: min + more, lag: () => (lags++ % 5 === 0 ? 90 : 0) })
        for (const each of waves) {
          next(each.latency, each)
          expect(limit()).toBeGreaterThanOrEqual(min)
          expect(limit()).toBeLessThanOrEqual(min + more)
        }
      }),
    )
  })

  it('is the same under the same events', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 30 }), (latencies) => {
        const limits = () => {
          const { limit, wave } = host({ min: 1, max: 50 })
          return latencies.map((latency) => (wave(latency), limit()))
        }
        expect(limits()).toEqual(limits())
      }),
    )
  })

  it('grows while latency holds, comes down under growing latency, and grows again afterwards', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), fc.integer({ min: 2, max: 8 }), (base, factor) => {
        const { limit, wave } = host({ min: 2, max: 64 })
        for (let i = 0; i < 40; i++) wave(base)
        expect(limit()).toBe(64)
        for (let i = 1; i <= 12; i++) wave(base * factor ** Math.min(i, 5))
        expect(limit()).toBe(2)
        for (let i = 0; i < 60; i++) wave(base)
        expect(limit()).toBe(64)
      }),
    )
  })

  it('finds the capacity of a host whose latency grows with what it has in flight', () => {
    const { limit, wave } = host({ min: 1, max: 500 })
    const seen: number[] = []
    for (let i = 0; i < 200; i++) {
      wave(100 * Math.max(1, limit() / 20))
      if (i > 30) seen.push(limit())
    }
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(10)
    expect(Math.max(...seen)).toBeLessThanOrEqual(60)
  })

  it('shrinks when attempts time out and when the event loop lags', () => {
    let late = 0
    const { limit, wave } = host({ min: 1, max: 20, lag: () => late, maxLagMs: 30 })
    for (let i = 0; i < 20; i++) wave(10)
    expect(limit()).toBe(20)
    wave(10, { size: 1, end: 'step.failed' })
    expect(limit()).toBe(17)
    late = 40
    wave(10)
    expect(limit()).toBe(14)
  })

  it('does not grow what is not made use of, and leaves containers out', () => {
    const { limit, wave, tell } = host({ min: 8, max: 20 })
    for (let i = 0; i < 20; i++) wave(10, { size: 2 })
    expect(limit()).toBe(8)
    for (let i = 0; i < 20; i++) {
      tell({ type: 'step.started', step: 'g', data: { arguments: {} } })
      tell({ type: 'step.succeeded', step: 'g', data: { value: null } })
    }
    expect(limit()).toBe(8)
  })

  it('forgets what was in flight in a run that has ended', () => {
    const { limit, tell, wave } = host({ min: 8, max: 20 })
    for (const name of ['a', 'b', 'c', 'd', 'e']) tell({ type: 'step.started', step: name, data: { arguments: {} } })
    tell({ type: 'run.cancelled', data: { rollback: false } })
    tell({ type: 'run.resumed', data: {} })
    wave(10, { size: 3 })
    wave(10, { size: 3 })
    wave(10, { size: 2 })
    wave(10, { size: 3 })
    wave(10, { size: 3 })
    wave(10, { size: 3 })
    expect(limit()).toBe(10)
  })
})
