import type { Json } from '@eddy/workflow'
import { afterAll, describe, expect, it } from 'vitest'
import { createEvaluator } from './create-evaluator.ts'

const evaluator = createEvaluator()
afterAll(() => evaluator.close())
const evaluate = async (expr: string, root: Json = {}) => evaluator.evaluate(expr, root, { runId: 'r', step: 's', attempt: 2, retriesRemaining: 1, workflow: 'w' })
/** Nested as deeply as `depth`. */
const deep = (depth: number): Json => Array.from({ length: depth }).reduce<Json>((inner) => ({ a: inner }), 1)

describe('evaluate', () => {
  it('answers plain paths at once', () => {
    expect(evaluator.evaluate('a.b', { a: { b: 7 } }, null)).toBe(7)
    expect(evaluator.evaluate('a.missing', { a: { b: 7 } }, null)).toBe(null)
    expect(evaluator.evaluate('a.b > 3 and not_there', { a: { b: 7 } }, null)).toBe(false)
  })

  it.each<[string, Json, Json]>([
    ['$context.attempt + 1', {}, 3],
    ['items.price', { items: [{ price: 1 }, { price: 2 }] }, [1, 2]],
    ['items.price', { items: [{ price: 1 }] }, 1],
    ['items[]', { items: ['a'] }, ['a']],
    ['{ "n": $sum(items) }', { items: [1, 2] }, { n: 3 }],
    ['$map(items, function($x) { $x * 2 })', { items: [1, 2] }, [2, 4]],
    ['[1..3]', {}, [1, 2, 3]],
    ['$match("ab12", /[0-9]+/).match', {}, '12'],
    ['missing', {}, null],
    ['$map([], $string)', {}, null],
    ['a = null', { a: null }, true],
  ])('%s', async (expr, root, value) => {
    const answer = await evaluate(expr, root)
    expect(answer).toEqual(value)
    expect(Object.getOwnPropertyNames(answer ?? {}).filter((name) => ['sequence', 'keepSingleton', 'cons'].includes(name))).toEqual([])
  })

  it('leaves its input as it is, frozen or not', async () => {
    const items = Object.freeze(['a'])
    expect(await evaluate('items[]', Object.freeze({ items }))).toEqual(['a'])
    expect(Object.getOwnPropertyNames(items)).toEqual(['0', 'length'])
  })

  it('tells what is wrong', async () => {
    await expect(evaluate('1 +')).rejects.toThrow(/end/)
    await expect(evaluate('"a" + 1')).rejects.toThrow(/number/)
    await expect(evaluate('$sum')).rejects.toThrow(/function/)
    await expect(evaluate('function($x) { $x }')).rejects.toThrow(/function/)
    await expect(evaluate('1/0')).rejects.toThrow(/Infinity/)
  })

  it.each([
    ['a regular expression that backtracks', '$match(text, /(a+)+$/)', { text: `${'a'.repeat(40)}!` }],
    ['endless recursion', '($f := function($x) { $f($x) }; $f(1))', {}],
    ['a huge range', '$sum([1..9999999].($ * $))', {}],
    ['a text that doubles', `$length(a${'.($ & $)'.repeat(40)})`, { a: 'xx' }],
    ['a list that doubles', '($x := [1]; ' + '$x := $append($x, $x); '.repeat(40) + '$count($x))', {}],
    ['a text that doubles to what fits', `$length(a${'.($ & $)'.repeat(26)})`, { a: 'xx' }],
    ['huge padding', '$length($pad("x", 900000000))', {}],
  ])('stops %s and goes on', async (_, expr, root) => {
    await expect(evaluate(expr, root)).rejects.toThrow()
    expect(await evaluate('[1..2]')).toEqual([1, 2])
  })

  it('is safe with deep values', async () => {
    expect(await evaluate('a.a.a', deep(100))).toEqual(deep(97))
    await expect(evaluate('a', deep(50_000))).rejects.toThrow(/deep/)
    await expect(evaluate('$keys(a)[0] & a', deep(50_000))).rejects.toThrow()
    await expect(evaluate('$map([1], function($x) { $x })', deep(50_000))).rejects.toThrow()
  })
})
