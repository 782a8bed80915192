/** Fields to set; `undefined` removes one. */
export type Patch<T> = { readonly [Key in keyof T]?: T[Key] | undefined }

/** The value with a patch laid over it; the same value when nothing differs. */
export function patched<T extends object>(value: T, patch: Patch<NoInfer<T>>): T {
  const fields: Patch<T> = patch
  const next = { ...value }
  let changed = false
  for (const key in fields) {
    const field = fields[key]
    if (field === value[key]) continue
    changed = true
    if (field === undefined) delete next[key]
    else next[key] = field
  }
  return changed ? next : value
}
