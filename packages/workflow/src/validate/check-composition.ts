import { limits } from '../limits.ts'
import { checkLiteral } from './check-kinds.ts'
import { reportStep, type Checking } from './checking.ts'
import { walkSteps } from '../walk-steps.ts'
import type { Input, Step, WorkflowDocument } from '../document.ts'
import type { ScopedStep } from '../scope-tree.ts'

type Lookup = (reference: string) => WorkflowDocument | undefined

/** Composed workflows must exist, take the arguments they get, and never come back to a workflow they are part of. */
export function checkComposition(checking: Checking): void {
  const { workflow } = checking.surroundings
  if (!workflow) return
  const chains: Chains = { lookup: remembered(workflow), above: [checking.tree.document.name], clear: new Set() }
  for (const node of checking.tree.steps) {
    const reference = referenceOf(node.step)
    if (reference !== undefined) checkComposed(checking, node, { reference, chains })
  }
}

interface Chains {
  readonly lookup: Lookup
  /** Names of the workflows around the one being looked at. */
  readonly above: readonly string[]
  /** References known to lead to no recursion. */
  readonly clear: Set<string>
}

function checkComposed(checking: Checking, node: ScopedStep, { reference, chains }: { readonly reference: string; readonly chains: Chains }): void {
  const at = '/config/workflow'
  const self = reference === checking.tree.document.name
  const document = self ? checking.tree.document : chains.lookup(reference)
  if (!document) {
    reportStep(checking, node, { code: 'UNKNOWN_WORKFLOW', at, message: `The step "${node.path}" composes "${reference}", which is not in the library.`, hint: 'Publish it first, or name another one.' })
    return
  }
  const chain = self ? [...chains.above, reference] : recursion(chains, reference)
  if (chain) reportStep(checking, node, { code: 'COMPOSE_RECURSION', at, message: `The step "${node.path}" composes a workflow without end: ${chain.join(' → ')}.`, hint: 'A workflow cannot be part of itself.' })
  if (!checking.unreadable.has(node.step)) checkFit(checking, node, { reference, inputs: document.inputs ?? [] })
}

function checkFit(checking: Checking, node: ScopedStep, { reference, inputs }: { readonly reference: string; readonly inputs: readonly Input[] }): void {
  const given = node.step.arguments ?? []
  const byName = new Map(inputs.map((input) => [input.name, input]))
  given.forEach((argument, index) => {
    const input = byName.get(argument.name)
    const at = `/arguments/${index}`
    if (input?.schema) checkLiteral(checking, node, { argument, at, schema: input.schema })
    if (input || argument.name === '') return
    reportStep(checking, node, { code: 'UNKNOWN_ARGUMENT', at: `${at}/name`, message: `The step "${node.path}" gives "${argument.name}" to "${reference}", which has no such input.`, hint: checking.didYouMean(argument.name, byName.keys()) })
  })
  const names = new Set(given.map(({ name }) => name))
  for (const { name, required, default: fallback } of inputs) {
    if (names.has(name) || required === false || fallback !== undefined) continue
    reportStep(checking, node, { code: 'MISSING_ARGUMENT', at: '/arguments', message: `The step "${node.path}" does not give "${reference}" its input "${name}".`, hint: `Add an argument "${name}".` })
  }
}

/** The chain of workflow names by which a reference comes back to one above it, or grows beyond the limit. */
function recursion(chains: Chains, reference: string): readonly string[] | undefined {
  if (chains.clear.has(reference)) return undefined
  const document = chains.lookup(reference)
  if (!document) return undefined
  const above = [...chains.above, document.name]
  if (chains.above.includes(document.name) || above.length > limits.composition) return above
  for (const inner of new Set([...walkSteps(document)].flatMap(({ step }) => referenceOf(step) ?? []))) {
    const chain = recursion({ ...chains, above }, inner)
    if (chain) return chain
  }
  chains.clear.add(reference)
  return undefined
}

function referenceOf({ kind, config }: Step): string | undefined {
  const reference = config?.['workflow']
  return kind === 'compose' && typeof reference === 'string' ? reference : undefined
}

/** A library that fails has nothing, and is asked once for each name. */
function remembered(lookup: Lookup): Lookup {
  const known = new Map<string, WorkflowDocument | undefined>()
  return (reference) => {
    if (!known.has(reference)) known.set(reference, attempt(() => lookup(reference)))
    return known.get(reference)
  }
}

function attempt<T>(get: () => T): T | undefined {
  try {
    return get()
  } catch {
    return undefined
  }
}
