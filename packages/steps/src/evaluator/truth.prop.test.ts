import type { Json } from '@eddy/workflow'
import { isTrue } from '@eddy/workflow/is-true'
import fc from 'fast-check'
import jsonata from 'jsonata'
import { expect, it } from 'vitest'

const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', maxDepth: 4 }, fc.constantFrom<Json[]>(null, true, false, 0, 1, -1, '', 'x'), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { maxKeys: 2 })),
}))

it("S10 a condition holds for what JSONata's $boolean calls true", async () => {
  const asked = jsonata('$boolean(it)')
  await fc.assert(
    fc.asyncProperty(value, async (it) => {
      expect(isTrue(it)).toBe((await asked.evaluate({ it })) ?? false)
    }),
    { numRuns: 300 },
  )
})
