import { z } from 'zod'
import { argumentSchema, errorRuleSchema, guardSchema, inputSchema } from '../schema.ts'

/** Lists of which single elements are saved, and what harmless thing stands where one is beyond reading. */
const lists: { readonly [field: string]: { readonly element: z.ZodType; readonly instead: object | string } } = {
  arguments: { element: argumentSchema, instead: { name: '', from: { value: null } } },
  guards: { element: guardSchema, instead: { when: 'true' } },
  onError: { element: errorRuleSchema, instead: { when: 'false', then: 'fail' } },
  inputs: { element: inputSchema, instead: { name: '' } },
  waitFor: { element: z.string(), instead: '' },
}

/** The fields of an object that have the right shape by themselves. */
export function salvageFields(schema: z.ZodObject, value: { readonly [key: string]: unknown }): { [field: string]: unknown } {
  const saved: { [field: string]: unknown } = {}
  for (const [field, type] of Object.entries(schema.shape)) {
    if (!Object.hasOwn(value, field) || value[field] === undefined) continue
    const whole = z.safeParse(type, value[field])
    if (whole.success) saved[field] = whole.data
    else if (field === 'name' || field === 'kind') saved[field] = typeof value[field] === 'string' ? value[field] : ''
    else if (field in lists) saved[field] = salvageList(field, value[field])
    if (saved[field] === undefined) delete saved[field]
  }
  return saved
}

function salvageList(field: string, value: unknown): unknown {
  const list = lists[field]
  if (!list || !Array.isArray(value)) return undefined
  return value.map((item: unknown) => {
    const result = list.element.safeParse(item)
    if (result.success) return result.data
    return typeof list.instead === 'object' ? { ...list.instead, ...savedName(item) } : list.instead
  })
}

/** A malformed input or argument still is one of that name: what refers to it is right. */
function savedName(item: unknown): object {
  return typeof item === 'object' && item !== null && 'name' in item && typeof item.name === 'string' ? { name: item.name } : {}
}
