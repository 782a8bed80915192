import { removeInput } from '../store/command/remove-input.ts'
import { removeSelection } from '../store/command/remove-selection.ts'
import { renameInput } from '../store/command/rename-input.ts'
import { reorderStep } from '../store/command/reorder-step.ts'
import { updateStep } from '../store/command/update-step.ts'
import type { Scope } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import type { EditorStore } from '../store/editor-store.ts'
import type { OutlineRow } from './outline-rows.ts'

/** Where a new step should go: behind a step, or into a list that may be empty. */
export type AddPlace = { readonly after: string } | { readonly into: Scope; readonly label: string }

/** What a step or an input is called from now on. */
export function renameRow(store: EditorStore, row: OutlineRow, text: string): void {
  const { document, dispatch, notify, announce } = store.getState()
  const label = text.trim()
  if (label === row.label) return
  if (row.kind === 'input') {
    const renamed = renameInput(document, row.name, label)
    if (renamed.ok) dispatch(renamed.command)
    else notify(renamed.reason)
  } else if (row.kind === 'step') {
    // no text, or what the name says anyway, needs no title
    const title = label === '' || label === stepLabel({ name: row.step.name }) ? undefined : label
    dispatch(updateStep(document, row.path, { title }))
    announce(`Renamed to ${title ?? stepLabel({ name: row.step.name })}`)
  }
}

/** Deletes what is selected together with the row, or the row alone. Says no for rows that only hold others. */
export function removeRow(store: EditorStore, row: OutlineRow, next: OutlineRow | undefined): boolean {
  const { document, selection, dispatch } = store.getState()
  if (row.kind === 'input') {
    dispatch(removeInput(row.name))
    return true
  }
  if (row.kind !== 'step') return false
  const gone = selection.has(row.path) ? selection : new Set([row.path])
  const then = next?.kind === 'step' && !gone.has(next.path) ? [next.path] : []
  dispatch(removeSelection(document, gone), new Set(then))
  return true
}

export function moveRow(store: EditorStore, row: OutlineRow, by: -1 | 1): void {
  if (row.kind !== 'step') return
  const { document, dispatch, notify } = store.getState()
  const made = reorderStep(document, row.path, by)
  if (made.ok) dispatch(made.command)
  else notify(made.reason)
}

/** Where a step goes that is added from this row, or why none can be. */
export function addPlace(row: OutlineRow): AddPlace | string {
  switch (row.kind) {
    case 'step':
      return row.scope.kind === 'handlers' ? 'A handler is made from the step that it undoes: press U there.' : { after: row.path }
    case 'branch':
      return { into: row.scope, label: row.label }
    case 'section':
      return row.scope && row.scope.kind !== 'handlers' ? { into: row.scope, label: row.label } : 'Steps are added to steps: go to one, or to the row of all steps.'
    case 'input':
      return 'Inputs are added beside the drawing, when nothing is selected.'
  }
}
