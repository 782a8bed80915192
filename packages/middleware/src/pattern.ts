/** Patterns in which `*` stands for any number of characters. Allowed is what `allow` names, or all without it, except what `deny` names. */
export interface AllowDeny {
  readonly allow?: readonly string[]
  readonly deny?: readonly string[]
}

/** Whether a list lets a text through. */
export function isAllowed(list: AllowDeny, text: string): boolean {
  if (list.deny?.some((pattern) => matches(pattern, text))) return false
  return list.allow === undefined || list.allow.some((pattern) => matches(pattern, text))
}

/** Case matters. Linear in pattern × text: a greedy search that goes back to the last star only. */
export function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (!text.startsWith(first)) return false
  const last = rest.pop()
  if (last === undefined) return text === first
  let from = first.length
  for (const part of rest) {
    const found = text.indexOf(part, from)
    if (found === -1) return false
    from = found + part.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}
