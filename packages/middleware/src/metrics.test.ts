import { describe, expect, it } from 'vitest'
import { fail, ok, step } from '@eddy/engine/testing'
import { metrics } from './metrics.ts'
import { replay, runToRest } from './testing/replay.ts'

const saga = () =>
  runToRest(
    {
      steps: [step('book', { kind: 'undoable' }), step('each', { kind: 'map', after: ['book'], arguments: [{ name: 'source', from: { value: [1, 2] } }], steps: [step('pay', { kind: 'effect', retry: { max: 1, backoff: { initial: 'PT1S', jitter: 0 } } })] }), step('last', { after: ['each'] })],
    },
    { scripts: { pay: ({ context }) => (context.attempt === 1 ? fail() : ok()), last: () => fail('no', { retryable: false }) } },
  )

describe('metrics', () => {
  it('count runs by outcome, and steps by kind and by path', async () => {
    const counted = metrics()
    replay(counted, await saga())
    const { runs, inFlight, undo, byKind, byPath, runDurations } = counted.snapshot()
    expect({ runs, inFlight, undo }).toEqual({ runs: { rolled_back: 1 }, inFlight: { runs: 0, steps: 0 }, undo: { started: 1, succeeded: 1, retried: 0, failed: 0, resolved: 0 } })
    const numbers = (all: typeof byKind) => Object.fromEntries(Object.entries(all).map(([key, { attempts, retries, failures, durations }]) => [key, [attempts, retries, failures, durations.count]]))
    expect(numbers(byKind)).toEqual({ undoable: [1, 0, 0, 1], map: [1, 0, 0, 1], effect: [4, 2, 0, 4], pure: [1, 0, 1, 1] })
    expect(numbers(byPath)).toEqual({ 'test/book': [1, 0, 0, 1], 'test/each': [1, 0, 0, 1], 'test/each[].pay': [4, 2, 0, 4], 'test/last': [1, 0, 1, 1] })
    expect(byKind['map']?.durations).toEqual({ count: 1, sum: 1000, min: 1000, max: 1000, buckets: [[80, 1]] })
    expect(runDurations.sum).toBe(1000)
  })

  it('tell what is in flight, containers left out', async () => {
    const counted = metrics()
    const { events, plan } = await saga()
    const during = events.findIndex((event) => event.type === 'step.started' && event.step === 'each[1].pay')
    replay(counted, { events: events.slice(0, during + 1), plan })
    expect(counted.snapshot().inFlight).toEqual({ runs: 1, steps: 1 })
  })

  it('keep a bounded number of paths', async () => {
    const counted = metrics()
    const { events, plan } = await runToRest({ steps: [step('a')] })
    for (let i = 0; i < 1100; i++) replay(counted, { events, plan: { ...plan, name: `w${i}` } }, `run ${i}`)
    const { byPath } = counted.snapshot()
    expect(Object.keys(byPath)).toHaveLength(1001)
    expect(byPath['…']?.attempts).toBe(100)
  })

  it('are exposed in the text format of Prometheus', async () => {
    const counted = metrics()
    const { events, plan } = await saga()
    replay(counted, { events, plan: { ...plan, name: 'say "hi"' } })
    const lines = counted.exposition().split('\n')
    expect(lines.filter((line) => !line.startsWith('#') && !line.includes('_bucket'))).toEqual([
      'eddy_runs_total{outcome="rolled_back"} 1',
      'eddy_runs_in_flight 0',
      'eddy_steps_in_flight 0',
      'eddy_run_duration_seconds_sum 1',
      'eddy_run_duration_seconds_count 1',
      ...['attempts', 'retries', 'failures'].flatMap((what) => ['undoable', 'map', 'effect', 'pure'].map((kind) => `eddy_step_${what}_total{kind="${kind}"} ${{ attempts: { effect: 4 }, retries: { effect: 2, pure: 0, undoable: 0, map: 0 }, failures: { pure: 1, effect: 0, undoable: 0, map: 0 } }[what]?.[kind as 'effect'] ?? 1}`)),
      ...[['undoable', 0, 1], ['map', 1, 1], ['effect', 0, 4], ['pure', 0, 1]].flatMap(([kind, sum, count]) => [`eddy_step_duration_seconds_sum{kind="${kind}"} ${sum}`, `eddy_step_duration_seconds_count{kind="${kind}"} ${count}`]),
      ...[['attempts', 1, 1, 4, 1], ['retries', 0, 0, 2, 0], ['failures', 0, 0, 0, 1]].flatMap(([what, ...counts]) => ['book', 'each', 'each[].pay', 'last'].map((path, i) => `eddy_path_${what}_total{path="say \\"hi\\"/${path}"} ${counts[i]}`)),
      ...[['book', 0, 1], ['each', 1, 1], ['each[].pay', 0, 4], ['last', 0, 1]].flatMap(([path, sum, count]) => [`eddy_path_duration_seconds_sum{path="say \\"hi\\"/${path}"} ${sum}`, `eddy_path_duration_seconds_count{path="say \\"hi\\"/${path}"} ${count}`]),
      ...[['started', 1], ['succeeded', 1], ['retried', 0], ['failed', 0], ['resolved', 0]].map(([what, count]) => `eddy_undo_total{what="${what}"} ${count}`),
      '',
    ])
    expect(lines.filter((line) => line.startsWith('eddy_run_duration_seconds_bucket')).slice(-17, -14)).toEqual(['eddy_run_duration_seconds_bucket{le="1.024"} 1', 'eddy_run_duration_seconds_bucket{le="2.048"} 1', 'eddy_run_duration_seconds_bucket{le="4.096"} 1'])
    expect(lines).toContain('eddy_run_duration_seconds_bucket{le="0.512"} 0')
  })
})
