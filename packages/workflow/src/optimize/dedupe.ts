import { hashOf } from '../content-hash.ts'
import type { ScopedStep } from '../scope-tree.ts'
import type { Improvement } from './optimization.ts'
import { returnedStep, type OptimizeReading } from './reading.ts'
import { withoutStep } from './replace-references.ts'

/** Two steps that compute the same from the same become one. */
export function dedupe({ document, tree, pure }: OptimizeReading): Improvement | undefined {
  const first = new Map<string, ScopedStep>()
  for (const node of pure.values()) {
    const key = workOf(node)
    const same = first.get(key)
    if (same === undefined) first.set(key, node)
    else {
      const merged = withoutStep(tree, node, { wait: same.step.name, argument: (argument) => ({ ...argument, from: { result: same.step.name } }) })
      // what is returned keeps its value under the other name, also where it was only the last
      const returns = returnedStep(document) === node.step.name ? { return: same.step.name } : {}
      return { document: { ...merged, ...returns }, change: { pass: 'dedupe', step: node.path, message: `"${node.step.name}" computes from the same what "${same.step.name}" does: those who took its result take that one's.` } }
    }
  }
  return undefined
}

function workOf({ step: { kind, config = {}, arguments: args = [], waitFor = [], mode = 'async' } }: ScopedStep): string {
  const taken = args.map(({ name, from, path = [], transform = '' }) => ({ name, from, path, transform }))
  return hashOf({ kind, config, taken, waits: waitFor.toSorted(), mode })
}
