import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryWorkflow } from './testing/arbitrary-workflow.ts'
import { faultsOfSchema, schemaFaults } from './json-schema.ts'
import { documentJsonSchema, documentSchema } from './schema.ts'

it('is exported as a JSON Schema that says the same', () => {
  expect(documentJsonSchema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema')
  expect(faultsOfSchema(documentJsonSchema)).toEqual([])
  const wrong = fc.constantFrom({ steps: 3 }, { extra: 1 }, { name: 'X' }, { options: { maxConcurrency: 0 } }, { steps: [{ name: 'a', kind: 'b', steps: [{ name: 'c' }] }] }, { eddy: 2 }, {})
  fc.assert(
    fc.property(arbitraryWorkflow, wrong, (drawn, change) => {
      const document = { ...drawn, ...change }
      expect(schemaFaults(documentJsonSchema, document).length === 0).toBe(documentSchema.safeParse(document).success)
    }),
    { numRuns: 50 },
  )
})
