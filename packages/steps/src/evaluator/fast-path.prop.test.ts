import * as fc from 'fast-check'
import jsonata from 'jsonata'
import { expect, it } from 'vitest'
import { fastPath, UNSURE } from './fast-path.ts'
import { plainJson } from './plain-json.ts'

const key = fc.constantFrom('a', 'b', 'c', 'length', 'constructor', '__proto__')
const scalar = fc.oneof(fc.constant(null), fc.boolean(), fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom('', 'x', '10'))
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(key, tie('value'), { maxKeys: 3 })),
}))
const root = fc.oneof(fc.dictionary(key, value, { maxKeys: 4 }), value)

const name = fc.constantFrom('a', 'b', 'c', '`length`', '`constructor`', '`__proto__`')
const pathText = fc.tuple(fc.constantFrom('', '', '$.', '$context.'), fc.array(name, { minLength: 1, maxLength: 3 })).map(([start, names]) => start + names.join('.'))
const literal = fc.constantFrom('1', '-2', '0', '"x"', '""', '"10"', 'true', 'false', 'null')
const { expr } = fc.letrec<{ expr: string }>((tie) => ({
  expr: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    pathText,
    literal,
    fc.tuple(tie('expr'), fc.constantFrom('=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', '&', 'and', 'or'), tie('expr')).map(([l, op, r]) => `(${l}) ${op} (${r})`),
    fc.tuple(tie('expr'), tie('expr'), tie('expr')).map(([test, then, otherwise]) => `(${test}) ? (${then}) : (${otherwise})`),
    tie('expr').map((inner) => `(${inner})`),
  ),
}))

it('gives what JSONata gives, or nothing', async () => {
  let sure = 0
  await fc.assert(
    fc.asyncProperty(expr, root, value, async (text, input, context) => {
      const expression = jsonata(text)
      const fast = fastPath(expression.ast())
      if (!fast) return
      const answer = fast(input, context)
      if (answer === UNSURE) return
      sure++
      expect(plainJson(answer)).toEqual(plainJson(await expression.evaluate(input, { context })))
    }),
    { numRuns: 5_000 },
  )
  expect(sure).toBeGreaterThan(1_000)
})
