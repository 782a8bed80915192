import { type KnownValue, membersOf } from '../known-value.ts'

export interface KnownPath {
  /** As JSONata has it: `order.lines[0].price`. */
  readonly path: string
  readonly known: KnownValue
}

const deepest = 5
const most = 500

/** Everything in a value that has a name, the outer before the inner. */
export function pathsOf(known: KnownValue): readonly KnownPath[] {
  const found: KnownPath[] = []
  const level: { readonly at: KnownPath; readonly depth: number }[] = [{ at: { path: '', known }, depth: 0 }]
  for (const { at, depth } of level) {
    if (found.length >= most || depth >= deepest) continue
    for (const member of membersOf(at.known)) {
      const next = { path: joined(at.path, member.key), known: member.known }
      found.push(next)
      level.push({ at: next, depth: depth + 1 })
    }
  }
  return found
}

function joined(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`
  const name = /^[A-Za-z_]\w*$/.test(key) ? key : `\`${key}\``
  return path === '' ? name : `${path}.${name}`
}
