import type { Step, WorkflowDocument } from '@eddy/workflow'
import { locate } from '../document/locate.ts'
import { uniqueName } from '../document/names.ts'
import { updateStep } from '../document/scope-steps.ts'
import { stepLabel } from '../document/step-label.ts'
import { command, type Command } from './command.ts'

export interface Connection {
  readonly source: string
  readonly target: string
  /** `data` passes the source's result as an argument, `wait` only orders the two. */
  readonly as: 'data' | 'wait'
  /** The name of the argument; that of the source when it is not said. */
  readonly argument?: string
}

export function connect(document: WorkflowDocument, connection: Connection): Command {
  const names = [connection.source, connection.target].map((path) => {
    const found = locate(document, path)
    return found ? stepLabel(found.step) : path
  })
  return command(`Connect ${names.join(' to ')}`, (now) => connected(now, connection))
}

export function connected(document: WorkflowDocument, { source, target, as, argument }: Connection): WorkflowDocument {
  const from = locate(document, source)?.step
  if (!from || !locate(document, target)) return document
  return updateStep(document, target, (step) => (as === 'data' ? withArgument(step, from.name, argument) : withWait(step, from.name)))
}

function withArgument(step: Step, result: string, wanted = result): Step {
  const known = step.arguments ?? []
  if (known.some((argument) => 'result' in argument.from && argument.from.result === result)) return step
  const name = uniqueName(wanted, new Set(known.map((argument) => argument.name)))
  const waits = step.waitFor?.filter((other) => other !== result)
  const next: Step = { ...step, arguments: [...known, { name, from: { result } }] }
  // an argument waits by itself
  return waits && waits.length !== step.waitFor?.length ? withWaits(next, waits) : next
}

function withWait(step: Step, name: string): Step {
  const implied = step.arguments?.some((argument) => 'result' in argument.from && argument.from.result === name)
  return implied || step.waitFor?.includes(name) ? step : { ...step, waitFor: [...(step.waitFor ?? []), name] }
}

export function withWaits(step: Step, waitFor: readonly string[]): Step {
  const { waitFor: _, ...rest } = step
  return waitFor.length ? { ...rest, waitFor } : rest
}
