import type { Argument, WorkflowDocument } from '@eddy/workflow'
import type { Located } from '../store/document/locate.ts'
import { locate, resolveName, root } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { brief } from '../ui/known-value.ts'
import { origins, pathText } from './sources.ts'

interface Named {
  readonly text: string
  /** What it names is not there. */
  readonly missing: boolean
}

/** A source as a person reads it, `Reserve flight › body.id`, and whether what it names is not there. */
export function sourceText(document: WorkflowDocument, found: Located, argument: Argument): Named {
  const { text, missing } = nameOf(document, found, argument)
  return { text: argument.path?.length ? `${text} › ${pathText(argument.path)}` : text, missing }
}

function nameOf(document: WorkflowDocument, found: Located, { from }: Argument): Named {
  if ('value' in from) return { text: `Fixed value ${brief(from.value)}`, missing: false }
  if ('secret' in from) return { text: from.secret === '' ? 'A secret' : `Secret ${from.secret}`, missing: from.secret === '' }
  if ('origin' in from) return { text: `Of the step that it is for: ${(origins.find(({ value }) => value === from.origin)?.label ?? from.origin).toLowerCase()}`, missing: false }
  if ('element' in from) return { text: `Each of ${from.element}`, missing: from.element === '' }
  return 'input' in from ? inputName(document, from.input) : resultName(document, found, from.result)
}

function inputName(document: WorkflowDocument, name: string): Named {
  const input = document.inputs?.find((candidate) => candidate.name === name)
  return input ? { text: `Input ${input.title ?? input.name}`, missing: false } : absent(name)
}

function resultName(document: WorkflowDocument, found: Located, name: string): Named {
  const path = resolveName(document, found.scope.kind === 'handlers' ? root : found.scope, name)
  const step = path === undefined ? undefined : locate(document, path)?.step
  return step ? { text: stepLabel(step), missing: false } : absent(name)
}

function absent(name: string): Named {
  return { text: name === '' ? 'Choose a source' : `${name} (not there)`, missing: true }
}
