import type { Argument, Source, WorkflowDocument } from '@eddy/workflow'
import { type Located, outerScope, type Scope } from '../store/document/locate.ts'
import { stepsOf } from '../store/document/scope-steps.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { fitsTogether } from '../store/rule/can-connect.ts'
import type { SelectOption } from '../ui/select.tsx'

export const origins: readonly SelectOption[] = [
  { value: 'value', label: 'Its value' },
  { value: 'arguments', label: 'Its arguments' },
  { value: 'error', label: 'The error' },
  { value: 'context', label: 'Its context' },
]

interface Found {
  readonly of: Located
  readonly options: readonly SelectOption[]
}

/** Several fields of one step ask the same. */
const last = new WeakMap<WorkflowDocument, Found>()

/** Steps whose result this step may use: of its scope and those around it, unless that closes a cycle. */
export function resultsFor(document: WorkflowDocument, found: Located): readonly SelectOption[] {
  const known = last.get(document)
  if (known?.of === found) return known.options
  const options = findResults(document, found)
  last.set(document, { of: found, options })
  return options
}

function findResults(document: WorkflowDocument, found: Located): readonly SelectOption[] {
  const start: Scope | undefined = found.scope.kind === 'handlers' ? { kind: 'root' } : found.scope
  const options = new Map<string, SelectOption>()
  for (let scope: Scope | undefined = start; scope; scope = outerScope(document, scope)) {
    for (const step of stepsOf(document, scope)) {
      const path = scope.kind === 'container' ? `${scope.path}.${step.name}` : step.name
      const fits = found.scope.kind === 'handlers' || fitsTogether(document, path, found.path)
      if (fits && !options.has(step.name)) options.set(step.name, { value: step.name, label: stepLabel(step) })
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
