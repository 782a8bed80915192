import type { Argument, Step, WorkflowDocument } from '@eddy/workflow'
import type { Fragment } from '../document/fragment.ts'
import { resolveName, root } from '../document/locate.ts'
import { takenNames, uniqueName } from '../document/names.ts'
import { positionsOf, snap, withPositions } from '../document/positions.ts'
import { stepLabel } from '../document/step-label.ts'
import { command, type Command } from './command.ts'
import { withWaits } from './connect.ts'

export interface Paste {
  readonly fragment: Fragment
  /** How far from where they were copied. */
  readonly offset: readonly [number, number]
}

/** The names under which a paste would arrive, old to new. */
export function pastedNames(document: WorkflowDocument, fragment: Fragment): ReadonlyMap<string, string> {
  const taken = takenNames(document, root)
  const names = new Map<string, string>()
  for (const step of [...fragment.steps, ...fragment.handlers]) {
    const name = uniqueName(step.name, taken)
    taken.add(name)
    names.set(step.name, name)
  }
  return names
}

/** Adds copies at the top level. References among them follow; those to steps that are not here are left out. */
export function paste({ fragment, offset }: Paste): Command {
  const [only] = fragment.steps
  const label = fragment.steps.length === 1 && only ? `Paste ${stepLabel(only)}` : `Paste ${fragment.steps.length} steps`
  return command(label, (document) => {
    const names = pastedNames(document, fragment)
    const refer = (name: string) => names.get(name) ?? (resolveName(document, root, name) === undefined ? undefined : name)
    const steps = fragment.steps.map((step) => renamed(step, names, refer))
    const handlers = fragment.handlers.map((step) => renamed(step, names, refer))
    const all = document.handlers ?? []
    const added: WorkflowDocument = {
      ...document,
      steps: [...document.steps, ...steps],
      ...(handlers.length ? { handlers: [...all, ...handlers] } : {}),
    }
    const places = Object.entries(fragment.positions).flatMap(([name, [x, y]]) => {
      const to = names.get(name)
      return to === undefined ? [] : [[to, [snap(x + offset[0]), snap(y + offset[1])] as const] as const]
    })
    return withPositions(added, { ...positionsOf(added), ...Object.fromEntries(places) })
  })
}

function renamed(step: Step, names: ReadonlyMap<string, string>, refer: (name: string) => string | undefined): Step {
  const waits = step.waitFor?.flatMap((name) => refer(name) ?? [])
  const next: Step = {
    ...step,
    name: names.get(step.name) ?? step.name,
    ...(step.arguments ? { arguments: step.arguments.flatMap((argument) => referring(argument, refer) ?? []) } : {}),
  }
  const handled = { ...next }
  for (const field of ['undo', 'compensate', 'check'] as const) {
    const name = step[field]
    if (name === undefined || name === 'none') continue
    const to = refer(name)
    if (to === undefined) delete handled[field]
    else handled[field] = to
  }
  return waits ? withWaits(handled, waits) : handled
}

function referring(argument: Argument, refer: (name: string) => string | undefined): Argument | undefined {
  if (!('result' in argument.from)) return argument
  const result = refer(argument.from.result)
  return result === undefined ? undefined : { ...argument, from: { result } }
}

