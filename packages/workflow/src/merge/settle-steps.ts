import { settle } from './settle.ts'
import { stepClasses, type InputMeaning, type StepClasses } from './step-identity.ts'
import type { MergeChoices, PlacedStep, StepClash } from './clash.ts'
import type { DuplicatedWork } from './merge-report.ts'
import type { ScopedStep, ScopeTree } from '../scope-tree.ts'

/** What becomes of an incoming top-level step, handler or step of the failure lane. */
export type StepFate = { readonly kind: 'add' } | { readonly kind: 'reuse'; readonly as: string } | { readonly kind: 'rename'; readonly to: string }

export interface SettledSteps {
  readonly clashes: readonly StepClash[]
  readonly duplicates: readonly DuplicatedWork[]
  /** By the incoming document's name. */
  readonly fates: ReadonlyMap<string, StepFate>
}

export interface StepSides {
  readonly base: ScopeTree
  readonly incoming: ScopeTree
  /** What the inputs of the incoming document will be. */
  readonly meaning: InputMeaning
}

export function settleSteps({ base, incoming, meaning }: StepSides, choices: MergeChoices): SettledSteps {
  const [ours, theirs] = stepClasses([
    { tree: base, inputs: (input) => `shared ${input}` },
    { tree: incoming, inputs: meaning },
  ])
  const known = new Map(outermost(base).map((node) => [node.step.name, node]))
  const inner = new Set(incoming.steps.flatMap(({ step, scope }) => (scope.owner ? [step.name] : [])))
  const duplicates = findDuplicates({ base, incoming, ours, theirs }, inner)
  const clashes: StepClash[] = []
  const fates = new Map<string, StepFate>()
  const taken = new Set([...known.keys(), ...incoming.steps.map(({ step }) => step.name)])
  for (const node of outermost(incoming)) {
    const { name } = node.step
    const duplicate = duplicates.find((found) => found.incoming === name && found.reusable && choices[found.id]?.kind === 'reuse')
    const other = known.get(name)
    if (duplicate) fates.set(name, { kind: 'reuse', as: duplicate.base })
    else if (!other) fates.set(name, { kind: 'add' })
    else {
      const clash = clashOf({ base: other, incoming: node, identical: ours.get(other.pointer) === theirs.get(node.pointer) })
      const { renamed, verdict } = settle({ ...clash, name, choices, taken })
      fates.set(name, renamed === undefined ? { kind: 'reuse', as: name } : { kind: 'rename', to: renamed })
      clashes.push({ ...clash, ...verdict })
    }
  }
  return { clashes, duplicates, fates }
}

/** Steps that share the place of top-level names. */
export function outermost({ top, handlers, failure }: ScopeTree): ScopedStep[] {
  return [top, handlers, failure].flatMap(({ steps }) => steps)
}

interface Pair {
  readonly base: ScopedStep
  readonly incoming: ScopedStep
  readonly identical: boolean
}

function clashOf({ base, incoming, identical }: Pair): StepClash {
  return {
    kind: 'step',
    id: `step:${incoming.step.name}`,
    base: placed(base),
    incoming: placed(incoming),
    identical,
    allowed: identical ? ['reuse', 'rename', 'keepBoth'] : ['rename', 'keepBoth'],
    suggested: { kind: identical ? 'reuse' : 'keepBoth' },
  }
}

function placed({ scope, step }: ScopedStep): PlacedStep {
  return { lane: scope.lane, step }
}

interface Classified {
  readonly base: ScopeTree
  readonly incoming: ScopeTree
  readonly ours: StepClasses
  readonly theirs: StepClasses
}

/** Each step is in one pair at most, so that reusing all of them never makes two steps one name. */
function findDuplicates({ base, incoming, ours, theirs }: Classified, inner: ReadonlySet<string>): DuplicatedWork[] {
  const free = new Map<number, string[]>()
  const sameNamed = new Map(outermost(incoming).map((node) => [node.step.name, theirs.get(node.pointer)]))
  for (const node of outermost(base)) {
    const found = ours.get(node.pointer)
    if (found === undefined || sameNamed.get(node.step.name) === found) continue
    const names = free.get(found)
    if (names) names.push(node.step.name)
    else free.set(found, [node.step.name])
  }
  const matched = new Map(outermost(base).map((node) => [node.step.name, ours.get(node.pointer)]))
  return outermost(incoming).flatMap(({ step, pointer }) => {
    const found = theirs.get(pointer)
    if (found === undefined || matched.get(step.name) === found) return []
    const name = free.get(found)?.shift()
    return name === undefined ? [] : [{ id: `duplicate:${step.name}`, base: name, incoming: step.name, reusable: !inner.has(name) }]
  })
}
