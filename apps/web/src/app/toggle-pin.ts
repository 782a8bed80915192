import { pinPath } from '@eddy/workflow'
import { locate } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import type { EditorStore } from '../store/editor-store.ts'
import { activeFixture } from '../store/trial/trial-context.tsx'
import type { TrialStore } from '../store/trial/trial-store.ts'

/** Pins a step to what it came to last, or takes its pin away; says what it did, and why when it could not. */
export async function togglePin(editor: EditorStore, trial: TrialStore, path: string): Promise<void> {
  const { document, notify, announce } = editor.getState()
  const found = locate(document, path)
  if (!found || found.scope.kind === 'handlers' || found.scope.kind === 'failure') return notify('Only steps of the forward flow can be pinned.')
  const label = stepLabel(found.step)
  if (activeFixture(trial.getState())?.fixture.pins[pinPath(path)] !== undefined) {
    trial.getState().pin(path, undefined)
    return announce(`The pin of ${label} was removed`)
  }
  try {
    const pinned = await trial.getState().pinLast(path)
    if (!pinned) return notify(`${label} came to nothing in the last run; pin a value of your own in the inspector.`)
    announce(`${label} is pinned in the fixture ${activeFixture(trial.getState())?.fixture.name ?? ''}`)
  } catch (error) {
    notify(`The value of ${label} could not be loaded: ${error instanceof Error ? error.message : String(error)}`)
  }
}
