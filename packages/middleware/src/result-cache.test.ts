import { describe, expect, it } from 'vitest'
import type { Outcome, StepRequest } from '@eddy/engine'
import { fail, ok, pathEvaluator, step } from '@eddy/engine/testing'
import type { Json, Step } from '@eddy/workflow'
import { memoryCacheStore } from './cache-store.ts'
import { resultCache } from './result-cache.ts'
import { request } from './testing/request.ts'

const cached = (more: Partial<Step> = {}) => step('a', { kind: 'effect', config: { n: 1 }, cache: { ttl: 'PT10S', scope: 'workflow' }, ...more })

function harness(answer: (call: number) => Outcome | Promise<Outcome> = (call) => ok(call)) {
  let now = 0
  let calls = 0
  const store = memoryCacheStore()
  const middleware = resultCache({ store, evaluator: pathEvaluator, now: () => now })
  return {
    store,
    advance: (ms: number) => (now += ms),
    calls: () => calls,
    ask: async (more: Partial<StepRequest> = {}) => middleware.execute?.(request({ step: cached(), ...more }), () => answer(++calls)),
  }
}

const hit = (value: Json) => ({ kind: 'ok', value, by: 'cache' })

describe('the result cache', () => {
  it('answers again what is not too old', async () => {
    const { ask, advance, calls } = harness()
    expect(await ask()).toEqual(ok(1))
    advance(9_999)
    expect(await ask()).toEqual(hit(1))
    advance(1)
    expect(await ask()).toEqual(ok(2))
    expect(calls()).toBe(2)
  })

  it('tells apart kinds, configs, arguments and workflows', async () => {
    const { ask } = harness()
    const context = { ...request().context, workflow: 'other' }
    const different: Partial<StepRequest>[] = [{}, { step: cached({ kind: 'once' }) }, { step: cached({ config: { n: 2 } }) }, { arguments: { x: 1 } }, { context }, { step: cached({ cache: { ttl: 'PT10S', scope: 'workspace' } }) }]
    const first = []
    for (const each of different) first.push(await ask(each))
    expect(first).toEqual([1, 2, 3, 4, 5, 6].map((value) => ok(value)))
    expect(await ask({ arguments: { x: 1 }, runId: 'another', path: 'elsewhere' })).toEqual(hit(4))
    expect(await ask({ context, step: cached({ cache: { ttl: 'PT10S', scope: 'workspace' } }) })).toEqual(hit(6))
  })

  it('takes its key from an expression over the arguments', async () => {
    const { ask } = harness()
    const keyed = cached({ cache: { ttl: 'PT10S', scope: 'workflow', key: 'user.id' } })
    expect(await ask({ step: keyed, arguments: { user: { id: 7, name: 'Ada' } } })).toEqual(ok(1))
    expect(await ask({ step: keyed, arguments: { user: { id: 7, name: 'Bob' } } })).toEqual(hit(1))
    expect(await ask({ step: keyed, arguments: { user: { id: 8 } } })).toEqual(ok(2))
    await expect(ask({ step: cached({ cache: { ttl: 'PT10S', scope: 'workflow', key: '$broken(' } }) })).rejects.toThrow('cannot evaluate')
  })

  it('leaves alone steps without a cache, other purposes, secrets, and durations that are none', async () => {
    const { ask, calls, store } = harness()
    const uncached: Partial<StepRequest>[] = [{ step: step('a') }, { purpose: 'undo' }, { purpose: 'compensate' }, { step: cached({ arguments: [{ name: 'k', from: { secret: 's' } }] }) }, { step: cached({ cache: { ttl: 'soon', scope: 'workflow' } }) }]
    for (const each of uncached) {
      await ask(each)
      await ask(each)
    }
    expect([calls(), store.size]).toEqual([10, 0])
  })

  it('keeps successes only, and none that emits steps', async () => {
    const answers: Outcome[] = [fail(), { kind: 'retry' }, { kind: 'halt', value: 1 }, { kind: 'ok', value: 1, steps: [step('more')] }, ok(5)]
    const { ask, store } = harness((call) => answers[call - 1] ?? fail())
    const seen = []
    for (let i = 0; i < 6; i++) seen.push(await ask())
    expect(seen).toEqual([...answers, hit(5)])
    expect(store.size).toBe(1)
  })

  it('lets one of many at once do the work', async () => {
    let release: (outcome: Outcome) => void = () => undefined
    const { ask, calls } = harness(() => new Promise<Outcome>((resolve) => (release = resolve)))
    const all = [ask(), ask(), ask({ runId: 'other' })]
    await expect.poll(calls).toBe(1)
    release(ok('made'))
    expect(await Promise.all(all)).toEqual([ok('made'), hit('made'), hit('made')])
    expect(calls()).toBe(1)
  })

  it('hands the work to the next when the first has failed or thrown', async () => {
    const { ask, calls } = harness((call) => (call === 1 ? Promise.resolve(fail()) : call === 2 ? Promise.reject(new Error('bug')) : ok(call)))
    const all = await Promise.allSettled([ask(), ask(), ask(), ask()])
    expect(all.map((end) => (end.status === 'fulfilled' ? end.value : 'threw'))).toEqual([fail(), 'threw', ok(3), hit(3)])
    expect(calls()).toBe(3)
  })

  it('does not do the work twice when a slow store answers late', async () => {
    const store = memoryCacheStore()
    const delays = [20, 0, 40]
    const late = { ...store, get: async (key: string) => {
      const entry = await store.get(key)
      await new Promise((resolve) => setTimeout(resolve, delays.shift() ?? 0))
      return entry
    } }
    const middleware = resultCache({ store: late, evaluator: pathEvaluator, now: () => 0 })
    let calls = 0
    const ask = async () => middleware.execute?.(request({ step: cached() }), () => ok(++calls))
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([ok(1), hit(1), hit(1)])
  })

  it('does not keep waiting a step that nobody waits for', async () => {
    const { ask, calls } = harness(() => new Promise<Outcome>(() => undefined))
    const controller = new AbortController()
    void ask()
    await expect.poll(calls).toBe(1)
    const waiting = ask({ signal: controller.signal })
    controller.abort()
    expect(await waiting).toMatchObject({ kind: 'fail', error: { code: 'CANCELLED' } })
  })
})

describe('the memory store', () => {
  it('forgets the entry not used for longest', async () => {
    const store = memoryCacheStore({ maxEntries: 2 })
    await store.set('a', { value: 1, until: 1 })
    await store.set('b', { value: 2, until: 1 })
    await store.get('a')
    await store.set('c', { value: 3, until: 1 })
    expect([await store.get('a'), await store.get('b'), await store.get('c')]).toEqual([{ value: 1, until: 1 }, undefined, { value: 3, until: 1 }])
  })
})
