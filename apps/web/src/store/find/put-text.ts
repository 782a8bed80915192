/** The value with another text at a JSON pointer; numbers stay numbers. Nothing when the text that belongs there is no number. */
export function putText<T extends object>(value: T, pointer: string, text: string): T | undefined {
  const keys = pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const copy = structuredClone(value)
  let at: object = copy
  for (const key of keys.slice(0, -1)) {
    const next: unknown = Reflect.get(at, key)
    if (typeof next !== 'object' || next === null) return undefined
    at = next
  }
  const last = keys.at(-1) ?? ''
  const before: unknown = Reflect.get(at, last)
  const after = typeof before === 'number' ? numberOf(text) : text
  if (after === undefined || (typeof before !== 'string' && typeof before !== 'number')) return undefined
  Reflect.set(at, last, after)
  return copy
}

function numberOf(text: string): number | undefined {
  const value = Number(text)
  return text.trim() !== '' && Number.isFinite(value) ? value : undefined
}
