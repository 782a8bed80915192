import { joinPointer } from './json-pointer.ts'
import type { Step, WorkflowDocument } from './document.ts'

/** Where a step stands: in the forward graph, among the handlers, or in the failure lane. Inner steps are in their container's lane. */
export type Lane = 'steps' | 'handlers' | 'failure'

export interface WalkedStep {
  readonly step: Step
  /** `trip.reserve_hotel`: the names of the containers around it and its own. */
  readonly path: string
  /** JSON pointer of the step in the document. */
  readonly pointer: string
  readonly lane: Lane
  /** Containers around it. */
  readonly depth: number
}

/**
 * Every step of a document in declaration order, a container before its inner steps: forward steps, then handlers, then the failure lane.
 * Linear, and without recursion: depth of nesting costs no stack.
 */
export function* walkSteps(document: WorkflowDocument): Generator<WalkedStep> {
  const pending: WalkedStep[] = [
    ...list(document.failure?.steps ?? [], { pointer: '/failure/steps', prefix: '', lane: 'failure', depth: 0 }),
    ...list(document.handlers ?? [], { pointer: '/handlers', prefix: '', lane: 'handlers', depth: 0 }),
    ...list(document.steps, { pointer: '/steps', prefix: '', lane: 'steps', depth: 0 }),
  ]
  for (let next = pending.pop(); next; next = pending.pop()) {
    yield next
    for (const inner of innerOf(next)) pending.push(inner)
  }
}

interface Place {
  readonly pointer: string
  readonly prefix: string
  readonly lane: Lane
  readonly depth: number
}

/** Last first, since the walk takes from the end. */
function list(steps: readonly Step[], place: Place): WalkedStep[] {
  const { prefix, pointer, lane, depth } = place
  return steps.map((step, index) => ({ step, path: prefix + step.name, pointer: joinPointer(pointer, index), lane, depth })).reverse()
}

function innerOf({ step, path, pointer, lane, depth }: WalkedStep): WalkedStep[] {
  const below = { prefix: `${path}.`, lane, depth: depth + 1 }
  const branches = (step.branches ?? []).map((branch, index) => list(branch.steps, { ...below, pointer: joinPointer(pointer, 'branches', index, 'steps') }))
  return [...branches.reverse().flat(), ...list(step.steps ?? [], { ...below, pointer: joinPointer(pointer, 'steps') })]
}
