import { createGates } from '../../gate/create-gates.ts'
import type { Plan } from '../../plan/plan.ts'
import { plan } from '../../plan/plan-workflow.ts'
import type { Clock, Ports } from '../../port/ports.ts'
import { fakeCatalog } from '../fake-catalog.ts'
import { pathEvaluator } from '../scripted-executor.ts'
import type { ConformanceCase } from './conformance-case.ts'
import { scriptedMiddlewares } from './scripted-middlewares.ts'
import type { ScriptedWorld } from './scripted-world.ts'

/** The plan of a case's document. */
export function casePlan({ document, composed }: ConformanceCase): Plan {
  return plan({ eddy: 1, name: 'conformance', ...document }, { catalog: fakeCatalog(), hash: 'v1', workflow: (reference) => composed?.[reference] })
}

/** The ports of one process that runs a case, but for its journal: gates are a process's own, the world is not. */
export function processPorts({ secrets, middleware, held }: ConformanceCase, world: ScriptedWorld, clock: Clock): Omit<Ports, 'journal'> {
  const gates = createGates({ clock })
  if (held) {
    const answer = gates.enter({ ...held, owner: 'somebody else', signal: { aborted: false, addEventListener: () => undefined } })
    const leave = () => {
      world.notes.push(`free ${held.name}`)
      if ('kind' in answer && answer.kind === 'entered') answer.leave({ kind: 'dropped' })
    }
    clock.at(clock.now() + held.ms, leave)
  }
  return {
    clock,
    ids: { random: () => 0.5 },
    executor: world,
    evaluator: pathEvaluator,
    gates,
    secrets: { get: (name) => secrets?.[name] },
    ...(middleware ? { middleware: scriptedMiddlewares(middleware) } : {}),
  }
}
