import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ERROR_CLASSES, errorClass } from './error-class.ts'

const reference = readFileSync(new URL('../../../../docs/reference/errors.md', import.meta.url), 'utf8')
const rows = [...reference.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].filter(([, name = '']) => (ERROR_CLASSES as readonly string[]).includes(name))
const documented = rows.flatMap(([, name = '', codes = '']) => [...codes.matchAll(/`(\w+)`/g)].map(([, code = '']) => [code, name]))

it('R6 the reference has every class', () => {
  expect(rows.map(([, name]) => name)).toEqual(ERROR_CLASSES)
  expect(documented.length).toBeGreaterThan(60)
})

it.each(documented)('R6 %s is of the class %s, as the reference says', (code, name) => {
  expect(errorClass({ code })).toBe(name)
})

it('R6 what nobody knows may pass by itself; an answer of HTTP goes by its status', () => {
  const classes = ['ANYTHING', 'HTTP_418', 'HTTP_502', 'HTTP_5030', 'NOT_HTTP_401', 'toString'].map((code) => errorClass({ code }))
  expect(classes).toEqual(['transient', 'validation', 'transient', 'transient', 'transient', 'transient'])
})
