import { FAULT_WORDS, MATRIX_KINDS } from '@eddy/rehearsal'
import type { RehearsalStore } from '../rehearsal/rehearsal-store.ts'
import { locate } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import type { EditorStore } from '../store/editor-store.ts'
import type { PaletteCommand } from '../ui/palette-command.ts'

/** What can be rehearsed, as commands: the run, each view, and each way for the selected step to fail. */
export function rehearsalCommands(rehearsal: RehearsalStore, store: EditorStore): readonly PaletteCommand[] {
  const { show, perform, toggleBreakpoint, breakpoints } = rehearsal.getState()
  const { document, selection } = store.getState()
  const [path] = [...selection].filter((id) => locate(document, id))
  const found = path === undefined ? undefined : locate(document, path)
  const name = found ? stepLabel(found.step) : 'the selected step'
  const some = () => (document.steps.length > 0 ? undefined : 'There is no step to rehearse.')
  const one = () => (found === undefined ? 'Select a step first.' : found.scope.kind === 'handlers' ? `${name} is a handler: let the step that it undoes fail.` : undefined)
  return [
    { id: 'rehearse', title: 'Rehearse', detail: 'no effects, nothing goes wrong', blocked: some, act: () => perform([]) },
    { id: 'rehearse-matrix', title: 'Show the failure matrix', detail: 'rehearsal', blocked: some, act: () => show(true, 'matrix') },
    { id: 'rehearse-coverage', title: 'Show the compensation coverage', detail: 'rehearsal', blocked: some, act: () => show(true, 'coverage') },
    { id: 'rehearse-drill', title: 'Run the accident drill', detail: 'rehearsal', blocked: some, act: () => show(true, 'drill') },
    { id: 'rehearse-changes', title: 'Show what edits change when something goes wrong', detail: 'rehearsal', blocked: some, act: () => show(true, 'changes') },
    { id: 'rehearse-backtest', title: 'Backtest with recorded runs', detail: 'rehearsal', blocked: some, act: () => show(true, 'backtest') },
    ...MATRIX_KINDS.map((kind) => ({ id: `rehearse-${kind}`, title: `Rehearse: ${name} ${FAULT_WORDS[kind]}`, blocked: one, act: () => perform([{ step: path ?? '', kind }]) })),
    { id: 'rehearse-stop', title: breakpoints.has(path ?? '') ? `Do not stop rehearsals at ${name}` : `Stop rehearsals before ${name} starts`, blocked: one, act: () => toggleBreakpoint(path ?? '') },
  ]
}
