import type { Argument, WorkflowDocument } from '@eddy/workflow'
import type { Located } from '../store/document/locate.ts'
import { locate, resolveName, root } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { brief } from '../ui/known-value.ts'
import { origins, pathText } from './sources.ts'

/** A source as a person reads it, `Reserve flight › body.id`, and whether what it names is not there. */
export function sourceText(document: WorkflowDocument, found: Located, argument: Argument): { readonly text: string; readonly missing: boolean } {
  const { text, missing } = nameOf(document, found, argument)
  return { text: argument.path?.length ? `${text} › ${pathText(argument.path)}` : text, missing }
}

function nameOf(document: WorkflowDocument, found: Located, { from }: Argument): { readonly text: string; readonly missing: boolean } {
  if ('value' in from) return { text: `Fixed value ${brief(from.value)}`, missing: false }
  if ('secret' in from) return { text: from.secret === '' ? 'A secret' : `Secret ${from.secret}`, missing: from.secret === '' }
  if ('origin' in from) return { text: `The step undone: ${origins.find(({ value }) => value === from.origin)?.label ?? from.origin}`, missing: false }
  if ('element' in from) return { text: `Each of ${from.element}`, missing: from.element === '' }
  if ('input' in from) {
    const input = document.inputs?.find(({ name }) => name === from.input)
    return input ? { text: `Input ${input.title ?? input.name}`, missing: false } : absent(from.input)
  }
  const path = resolveName(document, found.scope.kind === 'handlers' ? root : found.scope, from.result)
  const step = path === undefined ? undefined : locate(document, path)?.step
  return step ? { text: stepLabel(step), missing: false } : absent(from.result)
}

function absent(name: string): { readonly text: string; readonly missing: boolean } {
  return { text: name === '' ? 'Choose a source' : `${name} (not there)`, missing: true }
}
