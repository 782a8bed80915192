import type { Json } from '../document.ts'
import type { ScopedStep } from '../scope-tree.ts'
import type { Improvement, OptimizeOptions } from './optimization.ts'
import { returnedStep, usersOf, type OptimizeReading } from './reading.ts'
import { withoutStep } from './replace-references.ts'

const LARGEST = 4_000

/** An expression over fixed values is computed once, now: those who took its result take the value. */
export async function fold({ document, tree, pure }: OptimizeReading, evaluate: OptimizeOptions['evaluate']): Promise<Improvement | undefined> {
  if (!evaluate) return undefined
  for (const node of pure.values()) {
    const root = fixedArguments(node)
    if (root === undefined || returnedStep(document) === node.step.name) continue
    const value = await computed(node, root, evaluate)
    if (value === undefined || !usersOf(tree, node).every((user) => reaches(user, node, value.json))) continue
    const folded = withoutStep(tree, node, { wait: undefined, argument: ({ path, ...argument }) => ({ ...argument, from: { value: dug(value.json, path ?? []) ?? null } }) })
    return { document: folded, change: { pass: 'fold', step: node.path, message: `"${node.step.name}" takes nothing but fixed values, so it always comes to ${short(value.json)}: that stands in its place.` } }
  }
  return undefined
}

function fixedArguments({ step }: ScopedStep): { readonly [name: string]: Json } | undefined {
  if (step.kind !== 'expression' || (step.waitFor ?? []).length > 0) return undefined
  const root: { [name: string]: Json } = {}
  for (const { name, from, path, transform } of step.arguments ?? []) {
    if (!('value' in from) || path !== undefined || transform !== undefined) return undefined
    root[name] = from.value
  }
  return root
}

async function computed({ step }: ScopedStep, root: { readonly [name: string]: Json }, evaluate: NonNullable<OptimizeOptions['evaluate']>): Promise<{ readonly json: Json } | undefined> {
  const expr = step.config?.['expr']
  if (typeof expr !== 'string') return undefined
  try {
    const json = await evaluate(expr, root)
    return JSON.stringify(json).length <= LARGEST ? { json } : undefined
  } catch {
    // it fails when it is run, too, which is what it is there for
    return undefined
  }
}

/** Whether everything that a user takes of the value is there. */
function reaches(user: ScopedStep, node: ScopedStep, json: Json): boolean {
  return user.references.every(({ kind, argument }, index) => {
    if (user.sources[index] !== node || kind === 'wait') return true
    return dug(json, user.step.arguments?.find(({ name }) => name === argument)?.path ?? []) !== undefined
  })
}

function dug(json: Json, path: readonly (string | number)[]): Json | undefined {
  let found: Json | undefined = json
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = (found as { readonly [key: string | number]: Json })[key]
  }
  return found
}

function short(json: Json): string {
  const text = JSON.stringify(json)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
