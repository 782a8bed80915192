import { isName } from '../names.ts'
import { freeName } from './free-name.ts'
import type { MergeChoices, Resolution } from './clash.ts'

export interface Dispute {
  readonly id: string
  /** What the incoming side is called. */
  readonly name: string
  readonly allowed: readonly Resolution['kind'][]
  readonly suggested: Resolution
  readonly choices: MergeChoices
  /** Names that a renamed side cannot have; the one that it gets is added. */
  readonly taken: Set<string>
}

export interface Settlement {
  /** What is done; as suggested while nothing valid is chosen. */
  readonly resolution: Resolution
  /** The incoming side's new name, if it gets one. */
  readonly renamed?: string
  /** What becomes part of the clash. */
  readonly verdict: { readonly chosen?: Resolution; readonly fault?: string }
}

/** Holds a choice against what the clash allows. */
export function settle(dispute: Dispute): Settlement {
  const { id, choices, suggested } = dispute
  const choice = Object.hasOwn(choices, id) ? choices[id] : undefined
  if (!choice) return { ...carriedOut(dispute, suggested), verdict: {} }
  const fault = faultOf(dispute, choice)
  return fault === undefined ? { ...carriedOut(dispute, choice), verdict: { chosen: choice } } : { ...carriedOut(dispute, suggested), verdict: { fault } }
}

function carriedOut({ name, taken }: Dispute, resolution: Resolution): Pick<Settlement, 'resolution' | 'renamed'> {
  if (resolution.kind !== 'rename' && resolution.kind !== 'keepBoth') return { resolution }
  const renamed = resolution.kind === 'rename' ? resolution.to : freeName(name, taken)
  taken.add(renamed)
  return { resolution, renamed }
}

function faultOf({ allowed, taken }: Dispute, choice: Resolution): string | undefined {
  if (!allowed.includes(choice.kind)) return `"${choice.kind}" is not possible here; possible: ${allowed.join(', ')}.`
  if (choice.kind !== 'rename') return undefined
  if (!isName(choice.to) || choice.to === 'none') return `"${choice.to}" is no name: up to 64 lower-case letters, digits and underscores, a letter first, and not "none".`
  return taken.has(choice.to) ? `There is a "${choice.to}" already.` : undefined
}
