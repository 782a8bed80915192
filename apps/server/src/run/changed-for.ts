import { changedSteps, type Json, type WorkflowDocument, walkSteps } from '@eddy/workflow'
import type { Definition } from './definition.ts'

export interface Versions {
  readonly before: Definition
  readonly after: Definition
  readonly inputBefore: { readonly [name: string]: Json }
  readonly inputAfter: { readonly [name: string]: Json }
}

/** Fields of a step that its result does not come from. */
const BESIDE: ReadonlySet<string> = new Set(['title', 'description', 'quiet', 'priority', 'retry', 'timeout', 'undo', 'compensate', 'check', 'role', 'onInterrupt', 'onError', 'reversible'])

/** Which steps a new run has otherwise than the recorded one: defined otherwise, composing something else, or taking an input with another value. */
export function changedFor({ before, after, inputBefore, inputAfter }: Versions): (path: string) => boolean {
  const changed = new Set(changedSteps(before.document, after.document).filter(({ kind, fields }) => kind !== 'changed' || fields.some((field) => !BESIDE.has(field))).map(({ step }) => step))
  const otherInputs = new Set([...Object.keys(inputBefore), ...Object.keys(inputAfter)].filter((name) => JSON.stringify(inputBefore[name]) !== JSON.stringify(inputAfter[name])))
  for (const path of [...takersOf(after.document, otherInputs), ...composersOf(before, after)]) changed.add(path)
  return (path) => changed.has(path.replaceAll(/\[\d+\]/g, ''))
}

function takersOf(document: WorkflowDocument, inputs: ReadonlySet<string>): readonly string[] {
  return [...walkSteps(document)].filter(({ step }) => (step.arguments ?? []).some(({ from }) => 'input' in from && inputs.has(from.input))).map(({ path }) => path)
}

function composersOf(before: Definition, after: Definition): readonly string[] {
  return [...walkSteps(after.document)].flatMap(({ step, path }) => {
    const reference = step.kind === 'compose' ? step.config?.['workflow'] : undefined
    return typeof reference === 'string' && JSON.stringify(before.composed[reference]) !== JSON.stringify(after.composed[reference]) ? [path] : []
  })
}
