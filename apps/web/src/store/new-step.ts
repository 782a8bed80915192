import type { KindContract, Step, WorkflowDocument } from '@eddy/workflow'
import { type Scope } from './document/locate.ts'
import { takenNames, uniqueName } from './document/names.ts'

/** A fresh step of a kind: its first example's settings, so that it is worth looking at, but none of its references. */
export function newStep(document: WorkflowDocument, contract: KindContract, scope: Scope): Step {
  const example = contract.examples[0]?.step
  return {
    name: uniqueName(contract.title, takenNames(document, scope)),
    kind: contract.kind,
    ...(example?.config ? { config: example.config } : {}),
    ...(contract.container === 'steps' ? { steps: [] } : {}),
    ...(contract.container === 'branches' ? { branches: [{ name: 'yes', when: 'true', steps: [] }, { name: 'otherwise', steps: [] }] } : {}),
  }
}
