import { isFields } from './same-json.ts'

/** The value, made of the parts of another wherever they are equal: later comparisons of the two cost what differs. Linear. */
export function shareParts(value: unknown, other: unknown): unknown {
  if (value === other) return other
  if (Array.isArray(value) && Array.isArray(other)) {
    // after an insertion, most of a list is found again from its other end
    const shift = other.length - value.length
    const ahead = value.map((item, index) => shareParts(item, other[index]))
    const items = shift === 0 ? ahead : ahead.map((item, index) => (item === other[index] ? item : shareParts(item, other[index + shift])))
    return shift === 0 && items.every((item, index) => item === other[index]) ? other : items
  }
  if (!isFields(value) || !isFields(other)) return value
  const keys = Object.keys(value)
  let same = keys.length === Object.keys(other).length
  const fields: { [key: string]: unknown } = {}
  for (const key of keys) {
    fields[key] = shareParts(value[key], other[key])
    if (fields[key] !== other[key] || !Object.hasOwn(other, key)) same = false
  }
  return same ? other : fields
}
