/** Appends keys to a JSON pointer (RFC 6901). */
export function joinPointer(base: string, ...keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((pointer, key) => `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`, base)
}
