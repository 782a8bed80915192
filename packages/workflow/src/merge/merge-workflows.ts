import { buildScopeTree, type ScopeTree } from '../scope-tree.ts'
import { combineDocuments } from './combine-documents.ts'
import { connectInputs } from './connect-inputs.ts'
import { longestChain } from './longest-chain.ts'
import { renameIncoming, type Fates } from './rename-incoming.ts'
import { settleInputs, type InputFate } from './settle-inputs.ts'
import { settleOptions, type SettledOptions } from './settle-options.ts'
import { settleSeams } from './settle-seams.ts'
import { settleSteps } from './settle-steps.ts'
import type { WorkflowDocument } from '../document.ts'
import type { Clash, MergeChoices, Seam } from './clash.ts'
import type { DuplicatedWork, MergeReport, Renamed } from './merge-report.ts'

export interface MergeRequest {
  readonly choices?: MergeChoices
  /** Base steps whose results take the place of incoming inputs. */
  readonly connect?: readonly Seam[]
  /** Whose value the merged document returns; default: the incoming's where something is connected, else the base's. */
  readonly returns?: 'base' | 'incoming'
}

export interface Merge {
  /** Absent as long as a clash is open. */
  readonly document?: WorkflowDocument
  /** All of them, options first, then inputs, steps and seams; one without `chosen` is open. */
  readonly clashes: readonly Clash[]
  readonly report: MergeReport
}

/**
 * Makes one document of two valid ones. Name, title, description and tags are the base's. Call it without choices to learn the clashes,
 * then again with a choice for each; a choice that the others make impossible leaves its clash open. Changes neither document. Linear in
 * both, times the number of renames. Throws a TypeError where a document has one name twice.
 */
export function mergeWorkflows(base: WorkflowDocument, incoming: WorkflowDocument, request: MergeRequest = {}): Merge {
  const choices = request.choices ?? {}
  const trees = { base: buildScopeTree(base), incoming: buildScopeTree(incoming) }
  const seams = settleSeams(request.connect ?? [], trees.base, trees.incoming)
  const unconnected = (incoming.inputs ?? []).filter(({ name }) => !seams.sources.has(name))
  const inputs = settleInputs(base.inputs ?? [], unconnected, choices)
  const inputsKept = seams.sources.size === 0 && [...inputs.fates.values()].every(({ kind }) => kind !== 'rename')
  const options = settleOptions({ base, incoming, inputsKept }, choices)
  const steps = settleSteps({ ...trees, meaning: meaningOf(incoming, inputs.fates, seams.sources) }, choices)
  const clashes: Clash[] = [...options.clashes, ...inputs.clashes, ...steps.clashes, ...seams.clashes]
  const fates = { inputs: inputs.fates, steps: steps.fates }
  const returns = request.returns ?? (seams.sources.size > 0 ? 'incoming' : 'base')
  const document = build({ trees, fates, sources: seams.sources, options, returns })
  const open = clashes.some((clash) => clash.kind === 'seam' || !clash.chosen)
  return { ...(!open && { document }), clashes, report: reportOf({ base, incoming, document, fates, sources: seams.sources, duplicates: steps.duplicates }) }
}

/** In which sense an incoming step takes an input: that of the base, the result of a base step, or one of its own. */
function meaningOf(incoming: WorkflowDocument, fates: ReadonlyMap<string, InputFate>, sources: ReadonlyMap<string, string>) {
  const transformed = new Set((incoming.inputs ?? []).flatMap(({ name, transform }) => (transform === undefined ? [] : [name])))
  return (input: string) => {
    const step = sources.get(input)
    if (step !== undefined && !transformed.has(input)) return { step }
    return fates.get(input)?.kind === 'share' ? `shared ${input}` : `incoming ${input}`
  }
}

interface Plan {
  readonly trees: { readonly base: ScopeTree; readonly incoming: ScopeTree }
  readonly fates: Fates
  readonly sources: ReadonlyMap<string, string>
  readonly options: SettledOptions
  readonly returns: 'base' | 'incoming'
}

function build({ trees, fates, sources, options, returns }: Plan): WorkflowDocument {
  const { base, incoming } = trees
  const renames = [...fates.steps.values()].flatMap((fate) => (fate.kind === 'rename' ? [fate.to] : []))
  const taken = new Set([...[...base.steps, ...incoming.steps].map(({ step }) => step.name), ...renames])
  const inner = new Set(incoming.steps.flatMap(({ step, scope }) => (scope.owner ? [step.name] : [])))
  // in this order: a base step's name is free in the incoming document only once its own steps have theirs
  const renamed = renameIncoming(incoming.document, fates, taken)
  const connected = connectInputs(renamed, { sources, taken, inner })
  const reused = new Set([...fates.steps.values()].flatMap((fate) => (fate.kind === 'reuse' ? [fate.as] : [])))
  const shared = new Set([...fates.inputs].flatMap(([name, { kind }]) => (kind === 'share' ? [name] : [])))
  return combineDocuments({ base: base.document, incoming: connected, reused, shared, options: options.options, returns })
}

interface Done {
  readonly base: WorkflowDocument
  readonly incoming: WorkflowDocument
  readonly document: WorkflowDocument
  readonly fates: Fates
  readonly sources: ReadonlyMap<string, string>
  readonly duplicates: readonly DuplicatedWork[]
}

function reportOf({ base, incoming, document, fates, sources, duplicates }: Done): MergeReport {
  const inputs = [...fates.inputs]
  const before = new Set(names(base))
  return {
    steps: {
      added: names(document).filter((name) => !before.has(name)),
      reused: [...fates.steps.values()].flatMap((fate) => (fate.kind === 'reuse' ? [fate.as] : [])),
      renamed: renamesIn(fates.steps),
    },
    inputs: {
      added: inputs.flatMap(([name, fate]) => (fate.kind === 'share' ? [] : [fate.kind === 'rename' ? fate.to : name])),
      shared: inputs.flatMap(([name, { kind }]) => (kind === 'share' ? [name] : [])),
      renamed: renamesIn(fates.inputs),
      connected: [...sources.keys()],
    },
    duplicates,
    criticalPath: { base: longestChain(base).length, incoming: longestChain(incoming).length, merged: longestChain(document).length },
  }
}

function renamesIn(fates: Fates['inputs'] | Fates['steps']): Renamed[] {
  return [...fates].flatMap(([from, fate]) => (fate.kind === 'rename' ? [{ from, to: fate.to }] : []))
}

function names({ steps, handlers, failure }: WorkflowDocument): string[] {
  return [steps, handlers ?? [], failure?.steps ?? []].flatMap((list) => list.map(({ name }) => name))
}
