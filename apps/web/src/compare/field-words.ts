import { ORDER, type Place } from '@eddy/workflow'

/** `config / url`, `order of branches`. */
export function fieldName(place: Place): string {
  return place.at(-1) === ORDER ? `order of ${place.slice(0, -1).join(' / ')}` : place.join(' / ')
}

const longest = 4000

/** A value as somebody reads it. Empty: there is none. */
export function fieldText(value: unknown): string {
  if (value === undefined) return ''
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')
  return text.length > longest ? `${text.slice(0, longest)} …` : text
}
