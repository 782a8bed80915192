/** Appends keys to a JSON pointer (RFC 6901). */
export function joinPointer(base: string, ...keys: readonly PropertyKey[]): string {
  let pointer = base
  for (const key of keys) pointer += `/${typeof key === 'number' ? key : escaped(String(key))}`
  return pointer
}

function escaped(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key
}
