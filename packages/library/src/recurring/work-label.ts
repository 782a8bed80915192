import { hashOf, type Argument, type Json, type Step, type WorkflowDocument } from '@eddy/workflow'

/** What a step does, whatever it and those before it are called: equal for two steps that do the same, with the same undo. */
export function workLabel(step: Step, document: WorkflowDocument): string {
  return hashOf(workOf(step, document, true) as Json)
}

function workOf(step: Step, document: WorkflowDocument, withUndo: boolean): object {
  const { kind, config, arguments: given = [], guards, retry, timeout, onError, role, undo, compensate, check, steps, branches } = step
  const handler = (name: string | undefined) => {
    const found = withUndo && name !== undefined ? document.handlers?.find((one) => one.name === name) : undefined
    return found ? workOf(found, document, false) : (name === 'none' ? 'none' : null)
  }
  return {
    kind,
    config: config ?? null,
    arguments: given.map(argumentOf),
    rules: [guards ?? null, retry ?? null, timeout ?? null, onError ?? null, role ?? null],
    undo: [handler(undo), handler(compensate), handler(check)],
    inner: steps?.map((one) => workOf(one, document, withUndo)) ?? null,
    branches: branches?.map(({ when, steps: inner }) => [when ?? null, inner.map((one) => workOf(one, document, withUndo))]) ?? null,
  }
}

/** Where a result comes from is told by the lines, not by a name. */
function argumentOf({ name, from, path, transform }: Argument): object {
  const source = 'result' in from ? 'result' : 'element' in from ? 'element' : 'input' in from ? 'input' : from
  return { name, source, path: path ?? null, transform: transform ?? null }
}
