import type { Step, WorkflowDocument } from '@eddy/workflow'

/** What an edit did to the top level: from `at` on, `gone` were there before and `come` are there now. Everything else is the very same. */
export interface StepsChange {
  readonly at: number
  readonly gone: readonly Step[]
  readonly come: readonly Step[]
}

/** Nothing where more than half of it changed, or something in a container, a handler or the failure lane: that is derived as a whole. */
export function stepsChange(before: WorkflowDocument, after: WorkflowDocument): StepsChange | undefined {
  if (before.handlers !== after.handlers || before.failure !== after.failure) return undefined
  const [old, now] = [before.steps, after.steps]
  const shortest = Math.min(old.length, now.length)
  let at = 0
  while (at < shortest && old[at] === now[at]) at += 1
  let tail = 0
  while (tail < shortest - at && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1
  const [gone, come] = [old.slice(at, old.length - tail), now.slice(at, now.length - tail)]
  if (gone.length + come.length > now.length / 2 || gone.some(nests) || come.some(nests)) return undefined
  return { at, gone, come }
}

function nests({ steps, branches }: Step): boolean {
  return steps !== undefined || branches !== undefined
}

/** A value of the last document that one was made for, as a start for the next. */
export interface Start<Value> extends StepsChange {
  readonly before: WorkflowDocument
  readonly value: Value
}

interface Derivation<Value> {
  readonly whole: (document: WorkflowDocument) => Value
  /** The same value, for the price of the change; nothing where it cannot be had so. */
  readonly next: (start: Start<Value>, document: WorkflowDocument) => Value | undefined
}

/** Derives something once per document, and for an edit from what was derived before it: at ten thousand steps the whole takes longer than a frame. */
export function derived<Value extends object>({ whole, next }: Derivation<Value>): (document: WorkflowDocument) => Value {
  const known = new WeakMap<WorkflowDocument, Value>()
  let last: WeakRef<WorkflowDocument> | undefined
  const from = (document: WorkflowDocument): Value | undefined => {
    const before = last?.deref()
    const value = before && known.get(before)
    const change = before && value && stepsChange(before, document)
    return change ? next({ ...change, before, value }, document) : undefined
  }
  return (document) => {
    const found = known.get(document)
    if (found) return found
    const value = from(document) ?? whole(document)
    known.set(document, value)
    last = new WeakRef(document)
    return value
  }
}
