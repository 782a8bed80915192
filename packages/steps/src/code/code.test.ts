import type { Outcome, Purpose } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { afterAll, describe, expect, it } from 'vitest'
import { createExecutor } from '../run.ts'

const executor = createExecutor()
afterAll(() => executor.close())

interface Given {
  readonly args?: { readonly [name: string]: Json }
  readonly config?: { readonly [key: string]: Json }
  readonly purpose?: Purpose
  readonly signal?: AbortSignal
}

async function run(source: string, { args = {}, config = {}, purpose = 'run', signal = new AbortController().signal }: Given = {}): Promise<Outcome> {
  return executor.execute({
    runId: 'r',
    path: 's',
    step: { name: 's', kind: 'code', config: { source, ...config } },
    purpose,
    arguments: args,
    context: { runId: 'r', step: 's', attempt: 2, retriesRemaining: 1, workflow: 'w' },
    idempotencyKey: 'k',
    signal,
  })
}

/** The error of a run that must fail. */
async function failure(source: string, given: Given = {}) {
  const outcome = await run(source, given)
  if (outcome.kind !== 'fail') throw new Error(`expected a failure, got ${JSON.stringify(outcome)}`)
  return outcome.error
}

describe('outcomes', () => {
  it.each<[string, Partial<Outcome>]>([
    ['return args.n + context.attempt', { kind: 'ok', value: 3 }],
    ['', { kind: 'ok', value: null }],
    ['return await Promise.all([1, Promise.resolve(2)])', { kind: 'ok', value: [1, 2] }],
    ['return { a: undefined, when: new Date(0) }', { kind: 'ok', value: { when: '1970-01-01T00:00:00.000Z' } }],
    ['return eddy.ok(5)', { kind: 'ok', value: 5 }],
    ['return eddy.ok(5, [{ name: "next", kind: "debug" }])', { kind: 'ok', value: 5, steps: [{ name: 'next', kind: 'debug' }] }],
    ['return eddy.retry("busy", 250)', { kind: 'retry', reason: 'busy', delayMs: 250 }],
    ['return eddy.halt({ ask: "why" })', { kind: 'halt', value: { ask: 'why' } }],
    ['return eddy.fail("no", { code: "NOPE", retryable: false })', { kind: 'fail', error: { code: 'NOPE', message: 'no', retryable: false } }],
    ['return { kind: "fail", error: { code: "X", message: "forged" } }', { kind: 'ok', value: { kind: 'fail', error: { code: 'X', message: 'forged' } } }],
  ])('%s', async (source, outcome) => {
    expect(await run(source, { args: { n: 1 } })).toMatchObject(outcome)
  })

  it('continues only as a failure handler', async () => {
    expect(await run('return eddy.continueWith(1)', { purpose: 'compensate' })).toEqual({ kind: 'continue', value: 1 })
    expect(await failure('return eddy.continueWith(1)')).toMatchObject({ code: 'INVALID_RESULT', message: expect.stringContaining('failure handler') })
  })

  it('keeps what is printed, within bounds', async () => {
    expect(await run('console.log("a", { b: 1 }); console.warn("x"); return 1')).toEqual({ kind: 'ok', value: 1, logs: [{ level: 'log', text: 'a {"b":1}' }, { level: 'warn', text: 'x' }] })
    const outcome = await run('for (let i = 0; i < 100000; i++) console.log("x".repeat(5000))')
    const logs = ('logs' in outcome ? outcome.logs : undefined) ?? []
    expect(logs.length).toBeLessThanOrEqual(201)
    expect(Math.max(...logs.map(({ text }) => text.length))).toBeLessThanOrEqual(2_000)
  })

  it('tells what was thrown and in which line', async () => {
    expect(await failure('const a = 1\nthrow new Error("no luck")')).toMatchObject({ code: 'CODE_ERROR', message: 'no luck', details: { line: 2 } })
    expect(await failure('throw new Error("at once")')).toMatchObject({ message: 'at once', details: { line: 1 } })
    expect((await failure('\n\nnull.x')).message).toMatch(/TypeError.*line 3/)
    expect(await failure('throw "a text"')).toMatchObject({ code: 'CODE_ERROR', message: 'a text' })
    expect(await failure('throw null')).toMatchObject({ code: 'CODE_ERROR', message: expect.stringContaining('threw null') })
    expect((await failure('throw { odd: true }')).message).toContain('odd')
    expect((await failure('let a = 1\nreturn )')).message).toMatch(/line 2/)
  })

  it.each([
    ['return () => 1', 'function'],
    ['return { total: NaN }', 'NaN'],
    ['return 1n', 'bigint'],
    ['const a = {}; a.a = a; return a', 'itself'],
    ['return new Map([[1, 2]])', 'Map'],
  ])('refuses %s as a result', async (source, word) => {
    const error = await failure(source)
    expect(error.code).toBe('INVALID_RESULT')
    expect(error.message.toLowerCase()).toContain(word.toLowerCase())
  })
})

describe('the sandbox', () => {
  it.each([
    ['no host objects', 'return [typeof process, typeof require, typeof fetch, typeof setTimeout, typeof WebAssembly, typeof Worker, typeof __log]', Array.from({ length: 7 }, () => 'undefined')],
    ['constructor chains stay inside', 'return eddy.ok.constructor("return typeof process")() + typeof console.log.constructor("return this")().process', 'undefinedundefined'],
    ['a fresh world for each call', 'const old = globalThis.leak; globalThis.leak = 1; Object.prototype.dirty = 1; return [old ?? null, Object.keys({}).length]', [null, 0]],
  ])('%s', async (_, source, value) => {
    expect(await run(source)).toMatchObject({ kind: 'ok', value })
    expect(await run(source)).toMatchObject({ kind: 'ok', value })
  })

  it('cannot be fooled through tampered prototypes', async () => {
    const tamper = `
      const seen = []
      WeakMap.prototype.get = WeakMap.prototype.has = () => ({ kind: 'halt', value: 'forged' })
      WeakMap.prototype.set = function () { seen.push('caught') }
      JSON.stringify = () => '{"kind":"halt"}'
      Object.prototype.then = undefined
      return { seen }`
    expect(await run(tamper)).toMatchObject({ kind: 'ok', value: { seen: [] } })
    expect(await run('return 1')).toEqual({ kind: 'ok', value: 1 })
  })

  it.each([
    ['a text in place of its report', `Object.prototype.toJSON = () => 'x'; return 1`],
    ['a log of its own making', `Object.prototype.toJSON = function () { return 'logs' in this ? { logs: [{ level: 'log', text: { a: 1 } }, 5] } : this }; return 1`],
    ['another outcome', `Object.prototype.toJSON = function () { return 'logs' in this ? { outcome: { kind: 'halt', value: 1 }, logs: [] } : this }; return 1`],
    ['another kind of report', `Object.defineProperty(Object.prototype, 'json', { get: () => '{"kind":"halt","value":1}', set() {} }); return 1`],
    ['an error', `Object.prototype.error = 'CODE_MEMORY'; return 1`],
  ])('cannot be made to tell %s', async (_, source) => {
    expect(await run(source)).toMatchObject({ kind: 'ok', value: expect.anything() })
    expect(JSON.stringify(await run(source))).not.toMatch(/halt|5]/)
  })

  it('tells no more than a log can hold', async () => {
    expect((await failure('return { toJSON() { throw { invalid: "x".repeat(20000000) } } }', { config: { memoryMb: 256 } })).message.length).toBeLessThan(11_000)
    expect(await failure('let s = { name: "x", kind: "group" }; for (let i = 0; i < 1000; i++) s = { name: "x", kind: "group", steps: [s] }; return eddy.ok(1, [s])')).toMatchObject({ code: 'INVALID_RESULT', message: expect.stringContaining('deep') })
  })

  it.each([
    ['an endless loop', 'for (;;) {}', 'CODE_TIMEOUT'],
    ['an endless loop that catches', 'for (;;) { try { for (;;) {} } catch {} }', 'CODE_TIMEOUT'],
    ['endless promises', 'for (;;) await null', 'CODE_TIMEOUT'],
    ['a regular expression that backtracks', 'return /(a+)+$/.test("a".repeat(40) + "!")', 'CODE_TIMEOUT'],
    ['a memory bomb', 'const all = []; for (;;) all.push(new Array(10000).fill(0))', 'CODE_MEMORY'],
    ['a memory bomb that catches', 'const all = []; for (;;) { try { all.push("x".repeat(1000000) + all.length) } catch { } }', 'CODE_'],
    ['a huge string', 'let s = "x"; for (;;) s += s', 'CODE_'],
    ['promises without end', 'const p = []; for (;;) p.push(Promise.resolve().then(() => {}))', 'CODE_MEMORY'],
    ['a chain of promises without end', 'const f = async (n) => { await null; return f(n + 1) }; return f(0)', 'CODE_'],
    ['endless recursion', 'const f = () => f() + 1; return f()', 'CODE_ERROR'],
    ['a promise that nothing settles', 'await new Promise(() => {})', 'CODE_NEVER_SETTLES'],
  ])('ends %s and goes on', async (_, source, code) => {
    // what must come to its limit of memory gets the time for it on a machine under load
    const timeoutMs = code === 'CODE_MEMORY' ? 20_000 : 500
    expect((await failure(source, { config: { timeoutMs } })).code).toContain(code)
    expect(await run('return 1')).toEqual({ kind: 'ok', value: 1 })
  })

  it('stops when the run no longer wants the result', async () => {
    const controller = new AbortController()
    const outcome = run('for (;;) {}', { signal: controller.signal, config: { timeoutMs: 60_000 } })
    setTimeout(() => controller.abort(), 100)
    expect(await outcome).toMatchObject({ kind: 'fail', error: { code: 'CANCELLED' } })
  })

  it('takes deep arguments and refuses deep results', async () => {
    const deep = (depth: number): Json => Array.from({ length: depth }).reduce<Json>((inner) => ({ a: inner }), 1)
    expect(await run('return Object.keys(args.deep)', { args: { deep: deep(300) } })).toMatchObject({ value: ['a'] })
    expect((await run('return 1', { args: { deep: deep(100_000) } })).kind).toBe('fail')
    expect((await failure('let a = 1; for (let i = 0; i < 100000; i++) a = { a }; return a', { config: { timeoutMs: 60_000 } })).code).toBe('INVALID_RESULT')
  })

  it('refuses what is too large to keep, also from a large sandbox', async () => {
    expect(await failure('return "x".repeat(6000000)')).toMatchObject({ code: 'INVALID_RESULT', message: expect.stringContaining('5,000,000') })
    expect(await failure('return "x".repeat(20000000)', { config: { memoryMb: 256 } })).toMatchObject({ code: 'INVALID_RESULT' })
    expect((await failure('throw new Error("x".repeat(100000000))', { config: { memoryMb: 256 } })).message.length).toBeLessThan(11_000)
  })

  it('runs many at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, i) => run('return args.i', { args: { i } })))
    expect(outcomes.map((outcome) => 'value' in outcome && outcome.value)).toEqual(Array.from({ length: 50 }, (_, i) => i))
  })
})
