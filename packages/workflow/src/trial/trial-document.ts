import type { Catalog } from '../catalog.ts'
import type { WorkflowDocument } from '../document.ts'
import { applyPins } from './apply-pins.ts'
import { cutDocument } from './cut-document.ts'
import type { Trial } from './trial.ts'

/** What a trial really runs. The same everywhere: the host runs it, and screens fold the run's events with it. */
export function trialDocument(document: WorkflowDocument, trial: Trial, catalog: Pick<Catalog, 'get'>): WorkflowDocument {
  return applyPins(trial.part ? cutDocument(document, trial.part) : document, trial.pins, catalog)
}
