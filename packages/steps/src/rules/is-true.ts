import type { Json } from '@eddy/workflow'

/** Truth as JSONata's `$boolean` has it, and as the engine judges guards and branches. */
export function isTrue(value: Json): boolean {
  if (Array.isArray(value)) return value.some(isTrue)
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value)
}
