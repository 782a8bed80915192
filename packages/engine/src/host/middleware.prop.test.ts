import type { Json } from '@eddy/workflow'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Middleware } from '../port/middleware.ts'
import { fail, ok, runDocument, step, type Script } from '../testing/index.ts'

/** What a hook does; `odd` is what it should not answer. */
type Manner = 'absent' | 'fine' | 'throws' | 'rejects' | 'odd'

interface Drawn {
  readonly init: Manner | 'refuses'
  readonly event: Manner
  readonly execute: Manner | 'answers' | 'throws late'
  readonly complete: Manner | 'replaces'
  readonly limit: Manner
  readonly fail: Manner
  readonly oddity: number
}

const manner = fc.constantFrom<Manner[]>('absent', 'fine', 'fine', 'throws', 'rejects', 'odd')
const arbitrary: fc.Arbitrary<Drawn> = fc.record({
  init: fc.oneof({ weight: 9, arbitrary: fc.constantFrom('absent' as const, 'fine' as const) }, { weight: 1, arbitrary: fc.constantFrom<Drawn['init'][]>('refuses', 'throws', 'rejects', 'odd') }),
  event: manner,
  execute: fc.oneof(manner, fc.constantFrom('answers' as const, 'throws late' as const)),
  complete: fc.oneof(manner, fc.constant('replaces' as const)),
  limit: manner,
  fail: manner,
  oddity: fc.nat(5),
})

const cycle: { self?: unknown } = {}
cycle.self = cycle
/** What no log can hold, or no outcome is. */
const ODD: readonly unknown[] = [1n, () => 1, Symbol('odd'), cycle, { kind: 'nonsense' }, { kind: 'ok', value: 1n }]
/** The one of them that a run may have for a value. */
const PLAIN_JSON = 4

function hook<T>(how: Manner, fine: () => T, odd: unknown): { readonly hook?: (...args: never[]) => T } {
  // what programs without types may do
  if (how === 'absent') return {}
  if (how === 'throws') return { hook: () => { throw new Error('bug') } }
  if (how === 'rejects') return { hook: (async () => Promise.reject(new Error('bug'))) as unknown as () => T }
  return { hook: how === 'odd' ? ((() => odd) as unknown as () => T) : fine }
}

function middlewareOf(drawn: Drawn, name: string, calls: string[]): Middleware {
  const odd = ODD[drawn.oddity]
  const of = <T>(how: Manner, called: string, fine: () => T) => hook(how, () => (calls.push(`${name} ${called}`), fine()), odd).hook
  const init = drawn.init === 'refuses' ? () => ({ refuse: { code: 'NO', message: name } }) : of(drawn.init, 'init', () => undefined)
  const event = drawn.event === 'fine' ? ({ seq }: { readonly seq: number }) => void calls.push(`${name} event ${seq}`) : of(drawn.event, 'event', () => undefined)
  const complete = drawn.complete === 'replaces' || drawn.complete === 'fine' ? (value: Json) => (calls.push(`${name} complete`), drawn.complete === 'fine' ? undefined : [name, value]) : of(drawn.complete, 'complete', () => undefined)
  return { name, ...(init ? { init } : {}), ...(event ? { event } : {}), ...wrapping(drawn, { name, calls, odd }), ...(complete ? { complete } : {}), ...(drawn.limit === 'absent' ? {} : { limit: of(drawn.limit, 'limit', () => 2) }), ...(drawn.fail === 'absent' ? {} : { fail: of(drawn.fail, 'fail', () => undefined) }) } as unknown as Middleware
}

function wrapping({ execute: how }: Drawn, { name, calls, odd }: { readonly name: string; readonly calls: string[]; readonly odd: unknown }): Partial<Middleware> {
  if (how === 'absent') return {}
  const execute: NonNullable<Middleware['execute']> = async (request, next) => {
    calls.push(`${name} execute ${request.path}`)
    if (how === 'answers' && request.path === 'b') return ok(`by ${name}`)
    if (how === 'throws' || how === 'rejects') throw new Error('bug')
    const outcome = await next()
    if (how === 'throws late') throw new Error('bug')
    return how === 'odd' ? (odd as never) : outcome
  }
  return { execute }
}

it('M1 M2 M3 whatever the hooks of several do, a run does what it would have done without them, but for what they may change', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitrary, { minLength: 1, maxLength: 3 }), fc.boolean(), async (list, fails) => {
      const calls: string[] = []
      const middleware = list.map((drawn, index) => middlewareOf(drawn, `m${index}`, calls))
      const scripts: { [name: string]: Script } = { a: () => ok(1), b: () => ok(2), c: () => (fails ? fail() : ok(3)) }
      const test = runDocument({ steps: [step('a', { kind: 'effect', undo: 'undo' }), step('b', { after: ['a'] }), step('c', { after: ['b'] })], handlers: [step('undo')] }, { middleware, scripts })
      const { executor } = test
      const result = await test.run.settled()
      const stops = list.findIndex(({ init }) => init === 'refuses' || init === 'throws' || init === 'rejects')
      expect(calls.filter((call) => call.endsWith('init'))).toEqual(list.flatMap(({ init }, index) => (init === 'fine' && (stops === -1 || index < stops) ? [`m${index} init`] : [])))
      if (stops !== -1) {
        expect([result.status, result.error?.code, executor.calls]).toEqual(['rolled_back', list[stops]?.init === 'refuses' ? 'NO' : 'MIDDLEWARE_FAILED', []])
        return
      }
      const answering = list.findIndex(({ execute }) => execute === 'answers')
      expect(executor.calls.map(({ path, purpose }) => `${path} ${purpose}`)).toEqual(['a run', ...(answering === -1 ? ['b run'] : []), 'c run', ...(fails ? ['a undo'] : [])])
      const wrapped = (path: string) => list.flatMap(({ execute }, index) => (execute === 'absent' || (path === 'b' && answering !== -1 && index > answering) ? [] : [`m${index} execute ${path}`]))
      expect(calls.filter((call) => call.includes(' execute '))).toEqual(['a', 'b', 'c', ...(fails ? ['a'] : [])].flatMap(wrapped))
      const watchers = list.flatMap(({ event }, index) => (event === 'fine' ? [`m${index}`] : []))
      expect(calls.filter((call) => call.includes(' event '))).toEqual(test.events.flatMap(({ seq }) => watchers.map((name) => `${name} event ${seq}`)))
      if (fails) expect([result.status, result.error?.code, result.undone]).toEqual(['rolled_back', 'TEST', ['a']])
      else expect([result.status, result.value]).toEqual(['succeeded', list.reduceRight<Json>((value, { complete, oddity }, index) => (complete === 'replaces' ? [`m${index}`, value] : complete === 'odd' && oddity === PLAIN_JSON ? { kind: 'nonsense' } : value), 3)])
    }),
    { numRuns: 300 },
  )
})
