import type { Argument, Source, WorkflowDocument } from '@eddy/workflow'
import { type Located, locate, outerScope, type Scope } from '../store/document/locate.ts'
import { stepsOf } from '../store/document/scope-steps.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { canConnect } from '../store/rule/can-connect.ts'
import type { SelectOption } from '../ui/select.tsx'

export type SourceKind = 'result' | 'input' | 'value' | 'element' | 'secret' | 'origin'

export const sourceKinds: readonly SelectOption[] = [
  { value: 'result', label: 'Result of a step' },
  { value: 'input', label: 'Input' },
  { value: 'value', label: 'Fixed value' },
  { value: 'element', label: 'Element of a map' },
  { value: 'secret', label: 'Secret' },
  { value: 'origin', label: 'The undone step' },
]

export const origins: readonly SelectOption[] = [
  { value: 'value', label: 'Its value' },
  { value: 'arguments', label: 'Its arguments' },
  { value: 'error', label: 'The error' },
  { value: 'context', label: 'Its context' },
]

export function sourceKind({ from }: Argument): SourceKind {
  if ('result' in from) return 'result'
  if ('input' in from) return 'input'
  if ('value' in from) return 'value'
  if ('element' in from) return 'element'
  return 'secret' in from ? 'secret' : 'origin'
}

/** The kinds of sources that make sense for a step. */
export function kindsFor(document: WorkflowDocument, found: Located): readonly SelectOption[] {
  const allowed = new Set<string>(['value', 'secret', 'input', 'result'])
  if (elementsFor(document, found).length) allowed.add('element')
  if (found.scope.kind === 'handlers' || found.scope.kind === 'failure') allowed.add('origin')
  const current = new Set((found.step.arguments ?? []).map((argument): string => sourceKind(argument)))
  return sourceKinds.filter(({ value }) => allowed.has(value) || current.has(value))
}

/** Steps whose result this step may use: of its scope and those around it, unless that closes a cycle. */
export function resultsFor(document: WorkflowDocument, found: Located): readonly SelectOption[] {
  const start: Scope | undefined = found.scope.kind === 'handlers' ? { kind: 'root' } : found.scope
  const options = new Map<string, SelectOption>()
  for (let scope: Scope | undefined = start; scope; scope = outerScope(document, scope)) {
    for (const step of stepsOf(document, scope)) {
      const path = scope.kind === 'container' ? `${scope.path}.${step.name}` : step.name
      const fits = found.scope.kind === 'handlers' || canConnect(document, path, found.path).ok
      if (fits && !options.has(step.name)) options.set(step.name, { value: step.name, label: stepLabel(step) })
    }
  }
  return [...options.values()]
}

export function elementsFor(document: WorkflowDocument, found: Located): readonly SelectOption[] {
  const options: SelectOption[] = []
  for (let path = found.parent; path !== undefined; path = locate(document, path)?.parent) {
    const outer = locate(document, path)
    if (outer && outer.step.kind === 'map') options.push({ value: outer.step.name, label: stepLabel(outer.step) })
  }
  return options
}

export function inputsFor(document: WorkflowDocument): readonly SelectOption[] {
  return (document.inputs ?? []).map(({ name, title }) => ({ value: name, label: title ?? name }))
}

/** A first guess at a source of this kind. */
export function defaultSource(document: WorkflowDocument, found: Located, kind: string): Source {
  switch (kind) {
    case 'result':
      return { result: resultsFor(document, found)[0]?.value ?? '' }
    case 'input':
      return { input: inputsFor(document)[0]?.value ?? '' }
    case 'element':
      return { element: elementsFor(document, found)[0]?.value ?? '' }
    case 'secret':
      return { secret: '' }
    case 'origin':
      return { origin: 'value' }
    default:
      return { value: null }
  }
}

/** `address.lines.0` and back; whole numbers are places in a list. */
export function pathText(path: Argument['path']): string {
  return path?.join('.') ?? ''
}

export function parsePath(text: string): Argument['path'] {
  const parts = text.split('.').map((part) => part.trim()).filter(Boolean)
  return parts.length ? parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part)) : undefined
}
