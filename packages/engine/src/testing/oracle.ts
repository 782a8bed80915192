import type { Step } from '@eddy/workflow'

/** What the oracle is told of each leaf step, by name. */
export interface Scripted {
  /** How often it fails before it succeeds; `always`: it never does. */
  readonly fails: number | 'always'
}

export interface Expected {
  readonly status: 'succeeded' | 'rolled_back'
  /** Leaves that must have succeeded whatever the order: what the failed one depends on, or all. */
  readonly mustSucceed: ReadonlySet<string>
  /** Leaves that cannot have started: they depend on a failed one. */
  readonly mustNotStart: ReadonlySet<string>
}

/**
 * What a flat or nested document must come to, worked out naively from the rules and not from the engine: a step fails for good
 * when it fails more often than its retries allow; then everything that depends on it never starts.
 */
export function oracle(steps: readonly Step[], scripts: ReadonlyMap<string, Scripted>): Expected {
  const leaves = flatten(steps)
  const broken = leaves.filter(({ step }) => failsForGood(step, scripts)).map(({ step }) => step.name)
  const needs = new Map(leaves.map(({ step, requires }) => [step.name, closure(requires, leaves)]))
  const doomed = (name: string) => [...(needs.get(name) ?? [])].some((need) => broken.includes(need))
  // with several broken steps only those that nothing broken precedes are sure to be reached
  const reached = broken.filter((name) => !doomed(name))
  return {
    status: broken.length === 0 ? 'succeeded' : 'rolled_back',
    mustSucceed: broken.length === 0 ? new Set(leaves.map(({ step }) => step.name)) : new Set(reached.length === 1 ? [...(needs.get(reached[0] ?? '') ?? [])] : []),
    mustNotStart: new Set(leaves.map(({ step }) => step.name).filter(doomed)),
  }
}

function failsForGood(step: Step, scripts: ReadonlyMap<string, Scripted>): boolean {
  const fails = scripts.get(step.name)?.fails ?? 0
  return fails === 'always' || fails > Number(step.retry?.max ?? 0)
}

interface Leaf {
  readonly step: Step
  /** Leaves that must have ended before: own references, those of the groups around, and what is inside the groups referred to. */
  readonly requires: readonly string[]
}

function flatten(steps: readonly Step[], outer: readonly string[] = []): readonly Leaf[] {
  return steps.flatMap((step): readonly Leaf[] => {
    const own = (step.waitFor ?? []).flatMap((name) => leavesOf(steps.find((other) => other.name === name)))
    const requires = [...outer, ...own]
    return step.steps ? flatten(step.steps, requires) : [{ step, requires }]
  })
}

function leavesOf(step: Step | undefined): readonly string[] {
  if (!step) return []
  return step.steps ? step.steps.flatMap(leavesOf) : [step.name]
}

function closure(from: readonly string[], leaves: readonly Leaf[]): ReadonlySet<string> {
  const found = new Set(from)
  for (const name of found) for (const need of leaves.find(({ step }) => step.name === name)?.requires ?? []) found.add(need)
  return found
}
