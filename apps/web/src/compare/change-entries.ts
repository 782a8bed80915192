import type { DocumentDiff, FieldChange, WorkflowDocument } from '@eddy/workflow'
import { edgeId, type EdgeKind } from '../store/document/edges.ts'
import { locate } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'

/** One line of the list of changes. */
export interface ChangeEntry {
  readonly id: string
  readonly kind: 'added' | 'removed' | 'changed' | 'renamed'
  readonly of: 'step' | 'line' | 'workflow'
  readonly title: string
  /** What it was called, of what has another name. */
  readonly was?: string
  readonly fields: readonly FieldChange[]
  /** What is drawn for it: a card or a line; nothing for the workflow itself. */
  readonly drawn: string | undefined
}

export interface EntrySources {
  readonly before: WorkflowDocument
  readonly after: WorkflowDocument
  readonly diff: DocumentDiff
  /** Where a removed step is drawn, by the path that it had. */
  readonly ghosts: ReadonlyMap<string, string>
  /** Ids of the lines that are drawn; an undo that changed hands has only one. */
  readonly lines: ReadonlySet<string>
}

const lineWords = { data: '→', wait: '→ waits →', undo: '→ undone by →', compensate: '→ on failure →', check: '→ checked by →' } as const

/** What changed, one entry each: first the workflow itself, then its steps, then lines between steps that stay. */
export function changeEntries({ before, after, diff, ghosts, lines: drawnLines }: EntrySources): readonly ChangeEntry[] {
  const label = (path: string) => labelIn(after, path) ?? labelIn(before, path) ?? path
  const whole: readonly ChangeEntry[] = diff.fields.length === 0 ? [] : [{ id: 'workflow', kind: 'changed', of: 'workflow', title: 'The workflow', fields: diff.fields, drawn: undefined }]
  const steps = diff.steps.map(({ change, path, was, fields }): ChangeEntry => ({
    id: `${change}:${path}`,
    kind: change,
    of: 'step',
    title: change === 'removed' ? (labelIn(before, path) ?? path) : label(path),
    ...(was === undefined ? {} : { was: labelIn(before, was) ?? was }),
    fields,
    drawn: change === 'removed' ? (ghosts.get(path) ?? path) : path,
  }))
  // the lines of a step that came or went are told with it
  const told = new Set(diff.steps.flatMap(({ change, path }) => (change === 'added' ? [path] : change === 'removed' ? [ghosts.get(path) ?? path] : [])))
  const lines = diff.lines.filter(({ from, to }) => !told.has(from) && !told.has(to)).map(({ change, kind, from, to }): ChangeEntry => {
    const drawnKind: EdgeKind = kind === 'check' ? 'compensate' : kind
    const id = edgeId(drawnKind, from, to)
    return { id: `${change}:${kind}:${from}>${to}`, kind: change, of: 'line', title: `${label(from)} ${lineWords[kind]} ${label(to)}`, fields: [], drawn: drawnLines.has(id) ? id : to }
  })
  return [...whole, ...steps, ...lines]
}

function labelIn(document: WorkflowDocument, path: string): string | undefined {
  const found = locate(document, path)
  return found && stepLabel(found.step)
}
