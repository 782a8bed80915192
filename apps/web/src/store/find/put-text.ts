/** The value with another key at a JSON pointer, in the same place among the others. Nothing when there is such a key already, or it would be none. */
export function putKey<T extends object>(value: T, pointer: string, key: string): T | undefined {
  const copy = structuredClone(value)
  const [at, last] = parentOf(copy, pointer) ?? []
  if (!at || last === undefined || key === '' || key === '__proto__' || Object.hasOwn(at, key)) return undefined
  const entries = Object.entries(at)
  for (const [old] of entries) Reflect.deleteProperty(at, old)
  for (const [old, item] of entries) Reflect.set(at, old === last ? key : old, item)
  return copy
}

/** The value with another text at a JSON pointer; numbers stay numbers. Nothing when the text that belongs there is no number. */
export function putText<T extends object>(value: T, pointer: string, text: string): T | undefined {
  const copy = structuredClone(value)
  const [at, last] = parentOf(copy, pointer) ?? []
  if (!at || last === undefined) return undefined
  const before: unknown = Reflect.get(at, last)
  const after = typeof before === 'number' ? numberOf(text) : text
  if (after === undefined || (typeof before !== 'string' && typeof before !== 'number')) return undefined
  Reflect.set(at, last, after)
  return copy
}

/** What holds the field of a pointer, and its key there. */
function parentOf(value: object, pointer: string): readonly [object, string] | undefined {
  const keys = pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  let at = value
  for (const key of keys.slice(0, -1)) {
    const next: unknown = Reflect.get(at, key)
    if (typeof next !== 'object' || next === null) return undefined
    at = next
  }
  return [at, keys.at(-1) ?? '']
}

function numberOf(text: string): number | undefined {
  const value = Number(text)
  return text.trim() !== '' && Number.isFinite(value) ? value : undefined
}
