import type { Json } from './document.ts'

/** Whether a condition holds: truth as JSONata's `$boolean` has it. Nothing, an empty text, object or list, zero, and a list of nothing that is true are not. */
export function isTrue(value: Json): boolean {
  if (Array.isArray(value)) return value.some(isTrue)
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value)
}
