import type { Step } from '@eddy/workflow'
import { pathIn, type Scope } from '../document/locate.ts'
import { patchedPositions, positionsOf, snap, withPositions } from '../document/positions.ts'
import { stepsOf, withSteps } from '../document/scope-steps.ts'
import { stepLabel } from '../document/step-label.ts'
import { command, type Command } from './command.ts'
import { connected } from './connect.ts'

export interface AddStep {
  readonly step: Step
  readonly scope: Scope
  /** Relative to the container for inner steps. */
  readonly position?: readonly [number, number]
  /** The step that feeds it, joined within the same edit. */
  readonly from?: { readonly path: string; readonly as: 'data' | 'wait'; readonly argument?: string }
}

export function addStep({ step, scope, position, from }: AddStep): Command {
  return command(`Add ${stepLabel(step)}`, (document) => {
    const path = pathIn(scope, step.name)
    const added = withSteps(document, scope, [...stepsOf(document, scope), step])
    const placed = position ? withPositions(added, patchedPositions(positionsOf(added), { [path]: [snap(position[0]), snap(position[1])] })) : added
    return from ? connected(placed, { source: from.path, target: path, as: from.as, ...(from.argument === undefined ? {} : { argument: from.argument }) }) : placed
  })
}
