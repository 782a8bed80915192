import type { WorkflowDocument } from '@eddy/workflow'
import { type Located, locate, pathIn, type Scope } from '../document/locate.ts'
import { takenNames, uniqueName } from '../document/names.ts'
import { positionsOf, rekeyPositions, snap, withPositions } from '../document/positions.ts'
import { stepsOf, withSteps } from '../document/scope-steps.ts'
import { stepLabel } from '../document/step-label.ts'
import { command, type Command } from './command.ts'

export interface MoveToScope {
  readonly path: string
  readonly scope: Scope
  readonly position: readonly [number, number]
}

/** Takes a step into a container or out of one. Ask `canMoveInto` first. */
export function moveToScope(document: WorkflowDocument, { path, scope, position }: MoveToScope): Command {
  const found = locate(document, path)
  const into = scope.kind === 'container' ? locate(document, scope.path) : undefined
  const where = into ? `into ${stepLabel(into.step)}` : 'out'
  return command(`Move ${found ? stepLabel(found.step) : path} ${where}`, (now) => {
    const moving = locate(now, path)
    if (!moving) return now
    const name = uniqueName(moving.step.name, takenNamesWithout(now, scope, moving))
    const step = name === moving.step.name ? moving.step : { ...moving.step, name }
    const without = withSteps(
      now,
      moving.scope,
      stepsOf(now, moving.scope).filter((other) => other !== moving.step),
    )
    const within = withSteps(without, scope, [...stepsOf(without, scope), step])
    const to = pathIn(scope, name)
    const kept = rekeyPositions(positionsOf(within), (at) => (at === path ? undefined : at.startsWith(`${path}.`) ? to + at.slice(path.length) : at))
    return withPositions(within, { ...kept, [to]: [snap(position[0]), snap(position[1])] })
  })
}

function takenNamesWithout(document: WorkflowDocument, scope: Scope, { step, scope: from }: Located): ReadonlySet<string> {
  const taken = takenNames(document, scope)
  if (scope.kind !== 'container' && from.kind !== 'container') taken.delete(step.name)
  return taken
}
