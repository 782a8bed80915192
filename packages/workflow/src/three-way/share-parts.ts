import { type Fields, isFields } from './same-json.ts'

/** The value, made of the parts of another wherever they are equal: later comparisons of the two cost what differs. Linear. */
export function shareParts(value: unknown, other: unknown): unknown {
  if (value === other) return other
  if (Array.isArray(value) && Array.isArray(other)) return shareItems(value, other)
  return isFields(value) && isFields(other) ? shareFields(value, other) : value
}

function shareItems(value: readonly unknown[], other: readonly unknown[]): readonly unknown[] {
  const ahead = value.map((item, index) => shareParts(item, other[index]))
  const shift = other.length - value.length
  if (shift === 0) return ahead.every((item, index) => item === other[index]) ? other : ahead
  // after an insertion, the rest of a list is found again from its other end
  return ahead.map((item, index) => (item === other[index] ? item : shareParts(item, other[index + shift])))
}

function shareFields(value: Fields, other: Fields): Fields {
  const shared = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shareParts(item, other[key])]))
  const keys = Object.keys(shared)
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && shared[key] === other[key]) ? other : shared
}
