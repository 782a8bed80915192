import { describe, expect, it } from 'vitest'
import type { Middleware } from '../port/middleware.ts'
import { fail, ok, runDocument, step, type Script } from '../testing/index.ts'

const steps = [step('g', { kind: 'group', steps: [step('a', { kind: 'effect', undo: 'undo' })] }), step('b', { after: ['g'] })]
const handlers = [step('undo')]
const run = (middleware: readonly Middleware[], scripts: { readonly [name: string]: Script } = {}) => runDocument({ steps, handlers }, { middleware, scripts: { a: () => ok(1), b: () => ok(2), ...scripts } })
const spy = (name: string, calls: string[], more: Partial<Middleware> = {}): Middleware => ({
  name,
  init: () => void calls.push(`${name} init`) as undefined,
  event: (event) => void calls.push(`${name} ${event.type} ${event.step ?? ''}`.trim()),
  complete: (value) => (calls.push(`${name} complete`), value),
  fail: (error) => void calls.push(`${name} fail ${error.code}`),
  halt: (value) => void calls.push(`${name} halt ${JSON.stringify(value)}`),
  ...more,
})

describe('middleware', () => {
  it('M1 is called in declared order on the way in, in reverse on the way out', async () => {
    const calls: string[] = []
    const test = run([spy('one', calls), spy('two', calls)])
    await test.run.settled()
    expect(calls.slice(0, 4)).toEqual(['one init', 'two init', 'one run.started', 'two run.started'])
    expect(calls).toContain('two step.succeeded g.a')
    expect(calls.slice(-4)).toEqual(['two complete', 'one complete', 'one run.succeeded', 'two run.succeeded'])
    expect(test.events[0]).toMatchObject({ data: { middleware: ['one', 'two'] } })
  })

  it('M1 hears of failures and halts, the last declared first', async () => {
    const calls: string[] = []
    await run([spy('one', calls), spy('two', calls)], { b: () => fail() }).run.settled()
    expect(calls.filter((call) => call.includes(' fail'))).toEqual(['two fail TEST', 'one fail TEST'])
    const halts: string[] = []
    await run([spy('one', halts), spy('two', halts)], { b: () => ({ kind: 'halt', value: 7 }) }).run.settled()
    expect(halts.filter((call) => call.includes(' halt'))).toEqual(['two halt 7', 'one halt 7'])
  })

  it('M2 may refuse a run, which then has done nothing', async () => {
    const { run: handle, executor, log } = run([{ name: 'policy', init: async () => ({ refuse: { code: 'POLICY_REFUSED', message: 'no' } }) }])
    expect(await handle.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'POLICY_REFUSED' }, undone: [] })
    expect(executor.calls).toEqual([])
    expect(log()).toEqual(['run.started', 'run.failed'])
    const broken = run([{ name: 'broken', init: () => { throw new Error('no list') } }])
    expect(await broken.run.settled()).toMatchObject({ error: { code: 'MIDDLEWARE_FAILED', message: expect.stringContaining('no list') } })
  })

  it('M2 may replace the value, and answer in a step\'s place', async () => {
    const outer: Middleware = { name: 'outer', complete: (value) => ({ wrapped: value }) }
    const cache: Middleware = { name: 'cache', execute: (request, next) => (request.path === 'b' ? { kind: 'ok', value: 'cached', by: 'cache' } : next()) }
    const test = run([outer, cache])
    expect(await test.run.settled()).toMatchObject({ value: { wrapped: 'cached' } })
    expect(test.executor.calls.map((call) => call.path)).toEqual(['g.a'])
    expect(test.events).toContainEqual(expect.objectContaining({ type: 'step.succeeded', step: 'b', data: { value: 'cached', by: 'cache' } }))
  })

  it('M2 may narrow the slots while the run goes on', async () => {
    let slots = 1
    const open: (() => void)[] = []
    const many = runDocument({ steps: Array.from({ length: 6 }, (_, i) => step(`s${i}`)), options: { maxConcurrency: 4 } }, { middleware: [{ name: 'adaptive', limit: () => slots }], scripts: Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`s${i}`, (() => new Promise((resolve) => open.push(() => resolve(ok())))) satisfies Script])) })
    expect(open).toHaveLength(1)
    slots = 3
    open.shift()?.()
    await expect.poll(() => open.length).toBe(3)
    slots = 100
    open.shift()?.()
    await expect.poll(() => open.length).toBe(4)
    const settled = many.run.settled()
    const pump = setInterval(() => open.shift()?.(), 0)
    expect((await settled).status).toBe('succeeded')
    clearInterval(pump)
  })

  it('M3 a hook that throws is reported and breaks nothing', async () => {
    const throws = () => { throw new Error('bug') }
    const broken: Middleware = { name: 'broken', event: throws, execute: throws, complete: throws, limit: throws, halt: throws, fail: throws }
    const test = run([broken])
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded', value: 2 })
    const { data } = test.events.at(-1) as { data: { reports: { hook: string; message: string; middleware: string }[] } }
    expect(new Set(data.reports.map(({ hook }) => hook))).toEqual(new Set(['event', 'execute', 'complete', 'limit']))
    expect(data.reports[0]).toMatchObject({ middleware: 'broken', message: 'bug' })
  })

  it('M3 U9 neither does one that throws after the step has run', async () => {
    let ran = 0
    const late: Middleware = { name: 'late', execute: async (_request, next) => (await next(), Promise.reject(new Error('too late'))) }
    const { run: handle } = run([late], { a: () => (ran++, ok(1)) })
    expect((await handle.settled()).status).toBe('succeeded')
    expect(ran).toBe(1)
  })

  it('M2 a null takes the place of the value, an answer of nothing leaves it', async () => {
    expect(await run([{ name: 'null', complete: () => null }]).run.settled()).toMatchObject({ value: null })
    expect(await run([{ name: 'nothing', complete: () => undefined }]).run.settled()).toMatchObject({ value: 2 })
  })

  it('M2 a wrapper that answers nothing has only watched', async () => {
    // what programs without types may do
    const watches = { name: 'watches', execute: async (_request: unknown, next: () => unknown) => void (await next()) } as unknown as Middleware
    expect(await run([watches]).run.settled()).toMatchObject({ status: 'succeeded', value: 2 })
  })

  it.each([1n, () => 1])('M3 a value that no log can hold is passed over and reported: %s', async (value) => {
    const test = run([{ name: 'odd', complete: () => value as unknown as null }])
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded', value: 2 })
    expect(test.events.at(-1)).toMatchObject({ data: { reports: [{ middleware: 'odd', hook: 'complete' }] } })
  })

  it.each([1n, { kind: 'nonsense' }, { kind: 'ok', value: 1n }])('M3 a wrapper that answers no outcome is passed over and reported: %s', async (answer) => {
    const test = run([{ name: 'odd', execute: async (_request, next) => (await next(), answer as never) }])
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded', value: 2 })
    expect(test.executor.calls.map(({ path }) => path)).toEqual(['g.a', 'b'])
    expect(test.events.at(-1)).toMatchObject({ data: { reports: expect.arrayContaining([{ middleware: 'odd', hook: 'execute', message: 'what it answered is no outcome' }]) } })
  })

  it('M3 hears the rejection of a limit too', async () => {
    const rejects = (async () => Promise.reject(new Error('later'))) as unknown as () => number
    const test = run([{ name: 'late', limit: rejects }], { b: () => new Promise((resolve) => setTimeout(() => resolve(ok(2)), 1)) })
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded', value: 2 })
    expect(test.events.at(-1)).toMatchObject({ data: { reports: expect.arrayContaining([{ middleware: 'late', hook: 'limit', message: 'later' }]) } })
  })

  it('M3 hears the rejection of a hook that is an async function', async () => {
    const rejects = async () => Promise.reject(new Error('later'))
    const test = run([{ name: 'late', event: rejects as () => undefined }], { b: () => new Promise((resolve) => setTimeout(() => resolve(ok(2)), 1)) })
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded' })
    expect(test.events.at(-1)).toMatchObject({ type: 'run.succeeded', data: { reports: expect.arrayContaining([{ middleware: 'late', hook: 'event', message: 'later' }]) } })
  })

  it('M2 a refusal that says nothing is a check that broke', async () => {
    const silent = { name: 'silent', init: () => ({ refuse: {} }) } as unknown as Middleware
    expect(await run([silent]).run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'MIDDLEWARE_FAILED' } })
  })

  it('M3 a cancelled run reports too', async () => {
    const test = run([{ name: 'broken', event: () => { throw new Error('bug') } }], { b: () => new Promise(() => undefined) })
    await expect.poll(() => test.log()).toContain('step.started b')
    test.run.cancel()
    test.clock.advance(30_000)
    expect(await test.run.settled()).toMatchObject({ status: 'cancelled' })
    expect(test.events.at(-1)).toMatchObject({ type: 'rollback.completed', data: { reports: expect.arrayContaining([{ middleware: 'broken', hook: 'event', message: 'bug' }]) } })
  })

  it('H7 a halt that is asked for while the value passes the hooks comes too late', async () => {
    const test = run([{ name: 'slow', complete: async (value) => (test.run.halt(), value) }])
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded' })
    expect(test.log().at(-1)).toBe('run.succeeded')
  })
})
