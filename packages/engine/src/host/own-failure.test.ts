import type { Step } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { fail, ok, runDocument, step, type Script } from '../testing/index.ts'

const undo = { kind: 'effect', undo: 'undo' } as const
const handlers = [step('undo')]
const listens: Script = ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(fail('stopped', { retryable: false }))))
const late = [{ when: 'error.code = "STEP_TIMEOUT"', then: 'continue', value: 'error.code' }] as const
const map = (config: object, more: Partial<Step> = {}) => step('m', { kind: 'map', config: { onElementError: 'collect', ...config }, arguments: [{ name: 'source', from: { value: [1, 2, 3] } }], steps: [step('a', undo), step('b', { after: ['a'] })], timeout: 'PT1S', ...more } as never)

describe('a container that fails by itself', () => {
  it('R3 U6 H2 a map whose time is over takes down what is open, and asks its own rules', async () => {
    const scripts: { [name: string]: Script } = { b: (request) => (request.path === 'm[0].b' ? ok() : listens(request)) }
    const { run, clock, log } = runDocument({ steps: [map({}, { onError: late })], handlers }, { scripts })
    clock.advance(1000)
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'STEP_TIMEOUT', undone: ['m[1].a', 'm[2].a'] })
    expect(log()).not.toContain('undo.started m[0].a')
  })

  it.each(['collect', 'skip', 'dead_letter', 'fail'])('R3 U6 H2 under the policy %s for elements it is tried again, with all that it has done undone first', async (onElementError) => {
    let calls = 0
    const scripts: { [name: string]: Script } = { b: (request) => (++calls <= 3 ? (request.path === 'm[0].b' ? ok(1) : listens(request)) : ok(2)) }
    const { run, clock, log } = runDocument({ steps: [map({ onElementError }, { retry: { max: 1, backoff: { initial: 'PT1S' } } })], handlers }, { scripts })
    clock.advance(1000)
    await expect.poll(() => log()).toContain('step.retrying m')
    await expect.poll(() => log()).toContain('undo.succeeded m[0].a')
    clock.advance(1000)
    const { status, undone } = await run.settled()
    expect([status, undone.toSorted()]).toEqual(['succeeded', ['m[0].a', 'm[1].a', 'm[2].a']])
    expect(calls).toBe(6)
  })

  it('R3 C3 H2 one that waits for its stream asks them too', async () => {
    const source = { name: 'source', from: { value: { $stream: 'test' } } }
    const { run, clock } = runDocument({ steps: [map({}, { arguments: [source], onError: late })], handlers }, { openStream: () => ({ next: () => new Promise(() => undefined) }) })
    clock.advance(1000)
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'STEP_TIMEOUT' })
  })

  it('R3 U6 one with more failed elements than it may have asks them', async () => {
    const { run } = runDocument({ steps: [map({ maxFailures: 1, concurrency: 1 }, { onError: [{ when: 'error.code = "TEST"', then: 'continue', value: 'error.code' }] })], handlers }, { scripts: { b: () => fail() } })
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'TEST', undone: ['m[0].a', 'm[1].a'] })
  })

  it('R3 C4 H2 a repeat asks them in any round, and between two', async () => {
    const repeat = step('r', { kind: 'repeat', config: { maxRounds: 3, until: 'never' }, timeout: 'PT1S', onError: late, steps: [step('a', undo), step('b', { after: ['a'] })] } as never)
    const inRound = runDocument({ steps: [repeat], handlers }, { scripts: { b: (request) => (request.path === 'r[0].b' ? ok() : listens(request)) } })
    inRound.clock.advance(1000)
    expect(await inRound.run.settled()).toMatchObject({ status: 'succeeded', value: 'STEP_TIMEOUT', undone: ['r[1].a'] })
    const between = runDocument({ steps: [repeat], handlers }, { evaluator: { evaluate: (expr) => (expr === 'never' ? new Promise(() => undefined) : expr === 'error.code' ? 'late' : true) } })
    between.clock.advance(1000)
    expect(await between.run.settled()).toMatchObject({ status: 'succeeded', value: 'late' })
  })

  it.each([{ kind: 'group' }, { kind: 'switch', branches: [{ steps: [step('a', undo), step('b', { after: ['a'] })] }] }])('R3 H2 so does one that contains no failures: %s', async (shape) => {
    const { run, clock } = runDocument({ steps: [step('g', { ...(shape.kind === 'group' ? { steps: [step('a', undo), step('b', { after: ['a'] })] } : {}), ...shape, timeout: 'PT1S', onError: late } as never)], handlers }, { scripts: { b: listens } })
    clock.advance(1000)
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'STEP_TIMEOUT' })
  })

  it('R3 C3 a map that is tried again reads its stream anew', async () => {
    let opened = 0
    const openStream = () => {
      const breaks = opened++ === 0
      return (async function* () {
        yield 1
        if (breaks) throw new Error('gone')
        yield 2
      })()
    }
    const source = { name: 'source', from: { value: { $stream: 'test' } } }
    const { run } = runDocument({ steps: [step('m', { kind: 'map', arguments: [source], steps: [step('a')], retry: { max: 1, backoff: { initial: 'PT0S' } } } as never)] }, { openStream, scripts: { a: () => ok(7) } })
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: [7, 7] })
    expect(opened).toBe(2)
  })
})
