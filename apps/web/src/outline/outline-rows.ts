import type { Step, WorkflowDocument } from '@eddy/workflow'
import { pathIn, root, type Scope } from '../store/document/locate.ts'
import { inOrder } from '../store/document/scope-order.ts'
import { stepLabel } from '../store/document/step-label.ts'

interface RowBase {
  /** Unique in the outline, and the same from edit to edit. */
  readonly id: string
  readonly label: string
  /** From 1, as ARIA counts. */
  readonly level: number
  /** The row that it stands under. */
  readonly parent?: string
  readonly place: number
  readonly siblings: number
  /** Absent when nothing can stand under it. */
  readonly open?: boolean
}

export type OutlineRow =
  | (RowBase & { readonly kind: 'section'; readonly scope?: Scope })
  | (RowBase & { readonly kind: 'input'; readonly name: string })
  | (RowBase & { readonly kind: 'branch'; readonly scope: Scope; readonly when: string })
  | (RowBase & { readonly kind: 'step'; readonly path: string; readonly step: Step; readonly scope: Scope })

type Draft = OutlineRow extends infer Row ? (Row extends OutlineRow ? Omit<Row, 'place' | 'siblings' | 'open'> & { readonly inner?: () => readonly Draft[] } : never) : never

/** The document as lines of text: what is closed is left out. Steps stand in the order in which they can run. */
export function outlineRows(document: WorkflowDocument, closed: ReadonlySet<string>): readonly OutlineRow[] {
  const rows: OutlineRow[] = []
  const lay = (drafts: readonly Draft[]) =>
    drafts.forEach(({ inner, ...row }, at) => {
      const open = !closed.has(row.id)
      rows.push({ ...row, place: at + 1, siblings: drafts.length, ...(inner ? { open } : {}) })
      if (inner && open) lay(inner())
    })
  lay(sections(document))
  return rows
}

function sections(document: WorkflowDocument): readonly Draft[] {
  const inputs = document.inputs ?? []
  const section = (id: string, label: string, inner: (under: Under) => readonly Draft[]): Draft => ({ kind: 'section', id, label, level: 1, inner: () => inner({ parent: id, level: 2 }) })
  const steps = (id: string, label: string, scope: Scope): Draft => ({ ...section(id, label, (under) => stepDrafts(document, scope, under)), kind: 'section', scope })
  return [
    ...(inputs.length ? [section('#inputs', 'Inputs', (under) => inputs.map(({ name, title }): Draft => ({ kind: 'input', id: `#inputs/${name}`, label: title ?? name, name, ...under })))] : []),
    steps('#steps', 'Steps', root),
    ...(document.handlers?.length ? [steps('#handlers', 'Handlers', { kind: 'handlers' })] : []),
    ...(document.failure?.steps.length ? [steps('#failure', 'When it fails', { kind: 'failure' })] : []),
  ]
}

interface Under {
  readonly parent: string
  readonly level: number
}

function stepDrafts(document: WorkflowDocument, scope: Scope, under: Under): readonly Draft[] {
  return inOrder(document, scope).map((step): Draft => {
    const path = pathIn(scope, step.name)
    const id = scope.kind === 'container' && scope.branch !== undefined ? `${under.parent}/${step.name}` : path
    const inner = innerOf(document, { step, path }, { parent: id, level: under.level + 1 })
    return { kind: 'step', id, label: stepLabel(step), path, step, scope, ...under, ...(inner ? { inner } : {}) }
  })
}

function innerOf(document: WorkflowDocument, { step, path }: { readonly step: Step; readonly path: string }, under: Under): (() => readonly Draft[]) | undefined {
  const { steps, branches } = step
  if (branches)
    return () =>
      branches.map((branch, at): Draft => {
        const id = `${under.parent}#${at}`
        const scope: Scope = { kind: 'container', path, branch: at }
        return { kind: 'branch', id, label: branch.name ?? `Branch ${at + 1}`, when: branch.when ?? '', scope, ...under, inner: () => stepDrafts(document, scope, { parent: id, level: under.level + 1 }) }
      })
  return steps && (() => stepDrafts(document, { kind: 'container', path }, under))
}
