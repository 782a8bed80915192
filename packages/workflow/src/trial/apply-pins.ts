import type { Catalog } from '../catalog.ts'
import type { Step, WorkflowDocument } from '../document.ts'
import type { Fixture, Pin } from '../fixture/fixture.ts'
import { pinPath } from '../fixture/pin-path.ts'
import { mapSteps } from '../map-steps.ts'
import { walkSteps } from '../walk-steps.ts'
import { stubStep } from './stub-step.ts'

/** The pins that name a forward step of the document. */
export function knownPins(document: WorkflowDocument, pins: Fixture['pins']): Fixture['pins'] {
  const paths = new Set([...walkSteps(document)].filter(({ lane }) => lane === 'steps').map(({ path }) => pinPath(path)))
  return Object.fromEntries(Object.entries(pins).filter(([path]) => paths.has(path)))
}

/**
 * The document that runs when steps are pinned: a step with a pinned value becomes a stub that has no effect and so nothing to undo, and
 * so does a failing one that the engine would carry out itself. The answers come from `pinnedExecutor` of @eddy/steps/pin.
 */
export function applyPins(document: WorkflowDocument, pins: Fixture['pins'], catalog: Pick<Catalog, 'get'>): WorkflowDocument {
  if (Object.keys(pins).length === 0) return document
  const byPointer = new Map([...walkSteps(document)].filter(({ lane }) => lane === 'steps').map(({ pointer, path }) => [pointer, pins[pinPath(path)]]))
  return mapSteps(document, (step, pointer) => {
    const pin = byPointer.get(pointer)
    return pin === undefined ? step : pinned(step, pin, catalog)
  })
}

function pinned(step: Step, pin: Pin, catalog: Pick<Catalog, 'get'>): Step {
  if (pin.kind === 'value' || failsOnly(step, catalog)) return stubStep(step)
  // a result that is kept would answer before the pinned failure
  const { cache: _cache, ...rest } = step
  return rest
}

/** A step that the engine carries out itself cannot fail first and then go on: a failure pinned to it means every attempt. */
export function failsOnly(step: Step, catalog: Pick<Catalog, 'get'>): boolean {
  return step.steps !== undefined || step.branches !== undefined || catalog.get(step.kind)?.native === true
}
