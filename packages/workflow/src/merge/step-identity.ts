import canonicalize from 'canonicalize'
import { topologicalOrder, graphOfTree } from '../graph.ts'
import { mapSteps } from '../map-steps.ts'
import { resolveElement, resolveStep, type ScopedStep, type ScopeTree } from '../scope-tree.ts'
import type { Argument, Source, Step, WorkflowDocument } from '../document.ts'

/** What an input stands for: the same text for inputs that are one after the merge, or the top-level step of the other side that a seam puts in its place. */
export type InputMeaning = (input: string) => string | { readonly step: string }

/**
 * Which top-level steps, handlers and failure steps of two documents are the same work, as one class per place: `/steps/0` of both
 * sides have the same class when their definitions are equal but for name, title and description, and everything that they refer to is
 * the same work too. Only the second side's inputs may mean steps of the first.
 *
 * Partition refinement: classes start from the text of a definition with its references blanked and are split by the classes of what is
 * referred to, until nothing splits. Handlers may read the step that they undo, so references run in circles and a hash of hashes would
 * not end. Steps are taken in topological order, so a chain needs one round, not one per step.
 */
export function stepClasses(sides: readonly [Side, Side]): readonly [StepClasses, StepClasses] {
  const [first, second] = sides
  const essences = [essencesOf(first, first.tree), essencesOf(second, first.tree)].flat()
  let classes = number(essences.map(({ node, text }) => [node, text]))
  for (;;) {
    const finer = refine(essences, classes)
    const same = size(finer) === size(classes)
    classes = finer
    if (same) return [byPointer(first.tree, classes), byPointer(second.tree, classes)]
  }
}

export interface Side {
  readonly tree: ScopeTree
  readonly inputs: InputMeaning
}

export type StepClasses = ReadonlyMap<string, number>

interface Essence {
  readonly node: ScopedStep
  /** The definition with `@0`, `@1`, … where it refers to a place outside itself. */
  readonly text: string
  readonly references: readonly ScopedStep[]
}

type Classes = Map<ScopedStep, number>

/** One numbering for the whole round: equal keys get equal numbers, however far apart they stand. */
function numbering(): (key: string) => number {
  const known = new Map<string, number>()
  return (key) => {
    const index = known.get(key) ?? known.size
    known.set(key, index)
    return index
  }
}

function number(entries: readonly (readonly [ScopedStep, string])[]): Classes {
  const numberOf = numbering()
  return new Map(entries.map(([node, text]) => [node, numberOf(text)]))
}

/** Forward references are of this round, those to handlers of the last one: the same rule on both sides, whatever the order of declaration. */
function refine(essences: readonly Essence[], before: Classes): Classes {
  const numberOf = numbering()
  const classes: Classes = new Map()
  for (const { node, references } of essences) {
    const seen = references.map((target) => (target.scope.lane === 'handlers' ? `h${before.get(target)}` : (classes.get(target) ?? `b${before.get(target)}`)))
    classes.set(node, numberOf(`${before.get(node)}:${seen.join()}`))
  }
  return classes
}

function size(classes: Classes): number {
  return new Set(classes.values()).size
}

function byPointer({ top, handlers, failure }: ScopeTree, classes: Classes): StepClasses {
  const nodes = [top, handlers, failure].flatMap(({ steps }) => steps)
  return new Map(nodes.map((node) => [node.pointer, classes.get(node) ?? -1]))
}

/** Forward steps before those that need them, then the failure lane likewise, then handlers, which are referred to only by class of the last round. */
function essencesOf(side: Side, other: ScopeTree): Essence[] {
  const { tree } = side
  const { scopes } = graphOfTree(tree)
  const ordered = [tree.top, tree.failure, tree.handlers].flatMap((scope) => {
    const graph = scopes.find(({ pointer }) => pointer === scope.pointer)
    const rank = new Map((graph ? topologicalOrder(graph) : []).map((name, index) => [name, index]))
    return [...scope.steps].sort((a, b) => (rank.get(a.step.name) ?? rank.size) - (rank.get(b.step.name) ?? rank.size))
  })
  const nodes = new Map(tree.steps.map((node) => [node.pointer, node]))
  return ordered.map((root) => essenceOf({ root, nodes, side, other }))
}

interface Reading {
  readonly root: ScopedStep
  readonly nodes: ReadonlyMap<string, ScopedStep>
  readonly side: Side
  /** Where seams lead. */
  readonly other: ScopeTree
}

function essenceOf({ root, nodes, side, other }: Reading): Essence {
  const references: ScopedStep[] = []
  const blank = (target: ScopedStep) => `@${references.push(target) - 1}`
  const blankStep = (node: ScopedStep) => (name: string) => {
    const target = resolveStep(node.scope, name)
    return target && !target.scope.owner ? blank(target) : name
  }
  const blankHandler = (name: string) => {
    const target = side.tree.handlers.byName.get(name)
    return target ? blank(target) : name
  }
  const blankSource = (node: ScopedStep, from: Source): Source => {
    if ('result' in from) return { result: blankStep(node)(from.result) }
    if ('element' in from) return resolveElement(node, from.element) === root ? { element: '@self' } : from
    if (!('input' in from)) return from
    const meaning = side.inputs(from.input)
    if (typeof meaning === 'string') return { input: meaning }
    const target = other.top.byName.get(meaning.step)
    return target ? { result: blank(target) } : from
  }
  const within = alone(root)
  const blanked = mapSteps(within, (step, pointer) => {
    const node = nodes.get(root.pointer + pointer.slice('/steps/0'.length))
    if (!node) return step
    const { title: _title, description: _description, ...rest } = step
    return {
      ...rest,
      ...(step.arguments && { arguments: step.arguments.map(({ description: _said, ...argument }): Argument => ({ ...argument, from: blankSource(node, argument.from) })) }),
      ...(step.waitFor && { waitFor: step.waitFor.map(blankStep(node)) }),
      ...(step.undo !== undefined && { undo: step.undo === 'none' ? 'none' : blankHandler(step.undo) }),
      ...(step.compensate !== undefined && { compensate: blankHandler(step.compensate) }),
      ...(step.check !== undefined && { check: blankHandler(step.check) }),
      ...(node === root && { name: '' }),
    }
  })
  return { node: root, text: `${root.scope.lane} ${canonicalize(blanked.steps) ?? ''}`, references }
}

function alone({ step }: { readonly step: Step }): WorkflowDocument {
  return { eddy: 1, name: 'alone', steps: [step] }
}
