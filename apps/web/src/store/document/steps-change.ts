import type { Step, WorkflowDocument } from '@eddy/workflow'

/** What an edit did to the top level: from `at` on, `gone` were there before and `come` are there now. Everything else is the very same. */
export interface StepsChange {
  readonly at: number
  readonly gone: readonly Step[]
  readonly come: readonly Step[]
}

/** By the later document: many things are derived for one edit. Not held by it, or every draft would keep all before it. */
const known = new WeakMap<WorkflowDocument, { readonly before: WeakRef<WorkflowDocument>; readonly change: StepsChange | undefined }>()

/** Nothing where more than half of it changed, or something in a container, a handler or the failure lane: that is derived as a whole. */
export function stepsChange(before: WorkflowDocument, after: WorkflowDocument): StepsChange | undefined {
  const found = known.get(after)
  if (found?.before.deref() === before) return found.change
  const change = changeBetween(before, after)
  known.set(after, { before: new WeakRef(before), change })
  return change
}

function changeBetween(before: WorkflowDocument, after: WorkflowDocument): StepsChange | undefined {
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

/** So many drafts of a history keep what was derived of them: hundreds of them, at ten thousand steps, would take gigabytes. */
const keptDrafts = 12

/** Among so many documents that were asked for last, the nearest is gone out from: after an undo that is not the newest. */
const starts = 4
/** With no more steps than this between them nothing nearer is looked for. */
const small = 8

/** Something that is made of a document. */
export interface Derived<Value> {
  (document: WorkflowDocument): Value
  /** Takes the value of a document that was made elsewhere: it has to be the one that would be made here. */
  readonly keep: (document: WorkflowDocument, value: Value) => void
}

/** Derives something once per document, and for an edit from what was derived before it: at ten thousand steps the whole takes longer than a frame. */
export function derived<Value extends object>({ whole, next }: Derivation<Value>): Derived<Value> {
  const known = new WeakMap<WorkflowDocument, Value>()
  const drafts: WeakRef<WorkflowDocument>[] = []
  let recent: readonly WeakRef<WorkflowDocument>[] = []
  // one and the same is asked for thousands of times in a row
  let newest: WorkflowDocument | undefined
  const note = (document: WorkflowDocument) => {
    if (document === newest) return
    newest = document
    recent = [new WeakRef(document), ...recent.filter((other) => other.deref() !== document)].slice(0, starts)
  }
  const keep = (document: WorkflowDocument) => {
    drafts.push(new WeakRef(document))
    const oldest = drafts.length > keptDrafts ? drafts.shift()?.deref() : undefined
    if (oldest) known.delete(oldest)
  }
  const startFor = (document: WorkflowDocument): Start<Value> | undefined => {
    let best: Start<Value> | undefined
    for (const other of recent) {
      const before = other.deref()
      const value = before && known.get(before)
      const change = before && value && stepsChange(before, document)
      if (change && (!best || sizeOf(change) < sizeOf(best))) best = { ...change, before, value }
      if (best && sizeOf(best) <= small) break
    }
    return best
  }
  const from = (document: WorkflowDocument): Value | undefined => {
    const start = startFor(document)
    return start && next(start, document)
  }
  const value = (document: WorkflowDocument) => {
    const found = known.get(document)
    const made = found ? undefined : from(document)
    const value = found ?? made ?? whole(document)
    // what has to be made as a whole is made once
    if (made) keep(document)
    if (!found) known.set(document, value)
    note(document)
    return value
  }
  return Object.assign(value, { keep: (document: WorkflowDocument, made: Value) => void known.set(document, made) })
}

function sizeOf({ gone, come }: StepsChange): number {
  return gone.length + come.length
}
