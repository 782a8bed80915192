import type { Step, WorkflowDocument } from '@eddy/workflow'
import { locate } from '../document/locate.ts'
import { takenNames, uniqueName } from '../document/names.ts'
import { updateStep, withSteps } from '../document/scope-steps.ts'
import { stepLabel } from '../document/step-label.ts'
import { command, type Command } from './command.ts'

export interface AddHandler {
  readonly path: string
  readonly role: 'compensate' | 'check'
  /** Its name is made unique by `newHandler`. */
  readonly handler: Step
}

/** Makes a handler and names it as what helps or checks the step: two halves of one edit. */
export function addHandler({ path, role, handler }: AddHandler): Command {
  return command(`Add ${stepLabel(handler)}`, (document) => {
    if (!locate(document, path)) return document
    const made = withSteps(document, { kind: 'handlers' }, [...(document.handlers ?? []), handler])
    return updateStep(made, path, (step) => ({ ...step, [role]: handler.name }))
  })
}

const starts = {
  compensate: { verb: 'help', title: 'Help', origin: 'error', source: "// answer eddy.retry(), eddy.continueWith(value) or eddy.fail('why')\nreturn eddy.fail(args.error.message)" },
  check: { verb: 'check', title: 'Check', origin: 'arguments', source: "// did it take effect? { happened: true, value }, { happened: false } or 'unknown'\nreturn 'unknown'" },
} as const

/** The handler of that role to begin with: code that changes nothing yet, and is given what the role is about. */
export function newHandler(document: WorkflowDocument, path: string, role: AddHandler['role']): Step | undefined {
  const found = locate(document, path)
  if (!found) return undefined
  const { verb, title, origin, source } = starts[role]
  return {
    name: uniqueName(`${verb}_${found.step.name}`, takenNames(document, { kind: 'handlers' })),
    kind: 'code',
    title: `${title} ${stepLabel(found.step)}`,
    config: { source },
    arguments: [{ name: origin, from: { origin } }],
  }
}
