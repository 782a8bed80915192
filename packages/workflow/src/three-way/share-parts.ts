import { isFields, sameJson } from './same-json.ts'

/** The value, made of the parts of another wherever they are equal: later comparisons of the two cost what differs. Linear, for each level of nesting. */
export function shareParts(value: unknown, other: unknown): unknown {
  if (sameJson(value, other)) return other
  if (Array.isArray(value) && Array.isArray(other)) return shareItems(value, other)
  if (!isFields(value) || !isFields(other)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shareParts(item, other[key])]))
}

function shareItems(value: readonly unknown[], other: readonly unknown[]): readonly unknown[] {
  // after an insertion, the rest of a list is found again from its other end
  const shift = other.length - value.length
  return value.map((item, index) => {
    const shifted = other[index + shift]
    return shift !== 0 && sameJson(item, shifted) ? shifted : shareParts(item, other[index])
  })
}
