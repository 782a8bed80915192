import type { ScopeTree } from '../scope-tree.ts'
import type { Seam, SeamClash } from './clash.ts'

export interface SettledSeams {
  readonly clashes: readonly SeamClash[]
  /** Base step by the incoming input that its result replaces. */
  readonly sources: ReadonlyMap<string, string>
}

export function settleSeams(seams: readonly Seam[], base: ScopeTree, incoming: ScopeTree): SettledSeams {
  const inputs = new Set((incoming.document.inputs ?? []).map(({ name }) => name))
  const clashes: SeamClash[] = []
  const sources = new Map<string, string>()
  for (const seam of seams) {
    const fault = faultOf(seam, { base, inputs, sources })
    if (fault === undefined) sources.set(seam.to, seam.from)
    else clashes.push({ kind: 'seam', id: `seam:${seam.to}`, seam, allowed: [], fault })
  }
  return { clashes, sources }
}

interface Ends {
  readonly base: ScopeTree
  readonly inputs: ReadonlySet<string>
  readonly sources: ReadonlyMap<string, string>
}

function faultOf({ from, to }: Seam, { base, inputs, sources }: Ends): string | undefined {
  if (!base.top.byName.has(from)) return `"${from}" is no top-level step of "${base.document.name}".`
  if (!inputs.has(to)) return `There is no input "${to}".`
  return sources.has(to) ? `The input "${to}" is connected twice.` : undefined
}
