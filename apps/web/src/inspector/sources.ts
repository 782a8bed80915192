import type { Argument, Source, WorkflowDocument } from '@eddy/workflow'
import { downstreamOf } from '../store/document/downstream.ts'
import { type Located, outerScope, pathIn, root, type Scope } from '../store/document/locate.ts'
import { stepsOf } from '../store/document/scope-steps.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { entryIn } from '../store/rule/can-connect.ts'
import type { SelectOption } from '../ui/select.tsx'

export const origins: readonly SelectOption[] = [
  { value: 'value', label: 'Its value' },
  { value: 'arguments', label: 'Its arguments' },
  { value: 'error', label: 'The error' },
  { value: 'context', label: 'Its context' },
]

export interface ResultOption extends SelectOption {
  readonly kind: string
}

/** Steps whose result this step may use: of its scope and those around it, unless that closes a cycle. */
export function resultsFor(document: WorkflowDocument, found: Located): readonly ResultOption[] {
  const handler = found.scope.kind === 'handlers'
  const options = new Map<string, ResultOption>()
  for (let scope: Scope | undefined = handler ? root : found.scope; scope; scope = outerScope(document, scope)) {
    const late = handler ? undefined : downstreamOf(document, entryIn(document, found, scope))
    for (const step of stepsOf(document, scope)) {
      const path = pathIn(scope, step.name)
      if (path !== found.path && late?.has(path) !== true && !options.has(step.name)) options.set(step.name, { value: step.name, label: stepLabel(step), kind: step.kind })
    }
  }
  return [...options.values()]
}

/** A first guess at where an argument comes from. */
export function firstSource(document: WorkflowDocument, found: Located): Source {
  if (found.scope.kind === 'handlers') return { origin: 'value' }
  const [result] = resultsFor(document, found)
  if (result) return { result: result.value }
  const [input] = document.inputs ?? []
  return input ? { input: input.name } : { value: null }
}

/** `address.lines.0` and back; whole numbers are places in a list. */
export function pathText(path: Argument['path']): string {
  return path?.join('.') ?? ''
}

export function parsePath(text: string): Argument['path'] {
  const parts = text.split('.').map((part) => part.trim()).filter(Boolean)
  return parts.length ? parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part)) : undefined
}
