import canonicalize from 'canonicalize'
import { settle } from './settle.ts'
import type { Input } from '../document.ts'
import type { InputClash, MergeChoices } from './clash.ts'

/** What becomes of an incoming input. */
export type InputFate = { readonly kind: 'add' } | { readonly kind: 'share' } | { readonly kind: 'rename'; readonly to: string }

export interface SettledInputs {
  readonly clashes: readonly InputClash[]
  /** By the incoming document's name; inputs that a seam replaces are not among them. */
  readonly fates: ReadonlyMap<string, InputFate>
}

/**
 * Inputs with one name are one input only if they read alike: sharing one is offered where schema and transform are equal, and suggested
 * where default and necessity are too, since the base's declaration is the one that stays.
 */
export function settleInputs(base: readonly Input[], incoming: readonly Input[], choices: MergeChoices): SettledInputs {
  const known = new Map(base.map((input) => [input.name, input]))
  const taken = new Set([...base, ...incoming].map(({ name }) => name))
  const clashes: InputClash[] = []
  const fates = new Map<string, InputFate>()
  for (const input of incoming) {
    const other = known.get(input.name)
    if (!other) {
      fates.set(input.name, { kind: 'add' })
      continue
    }
    const sameSchema = reads(other) === reads(input)
    const same = sameSchema && asks(other) === asks(input)
    const clash = {
      kind: 'input',
      id: `input:${input.name}`,
      base: other,
      incoming: input,
      sameSchema,
      allowed: sameSchema ? (['share', 'rename', 'keepBoth'] as const) : (['rename', 'keepBoth'] as const),
      suggested: { kind: same ? 'share' : 'keepBoth' },
    } as const
    const { renamed, verdict } = settle({ ...clash, name: input.name, choices, taken })
    fates.set(input.name, renamed === undefined ? { kind: 'share' } : { kind: 'rename', to: renamed })
    clashes.push({ ...clash, ...verdict })
  }
  return { clashes, fates }
}

function reads({ schema, transform }: Input): string {
  return canonicalize({ schema: schema ?? {}, transform: transform ?? null }) ?? ''
}

function asks({ required, default: preset }: Input): string {
  return canonicalize({ required: preset === undefined && required !== false, preset: preset ?? null }) ?? ''
}
