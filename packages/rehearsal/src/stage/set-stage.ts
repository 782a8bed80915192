import { plan, type Plan, type ScopePlan, type StepPlan } from '@eddy/engine'
import { contentHash, stepLabel, type Catalog, type WorkflowDocument } from '@eddy/workflow'
import type { Logic } from './logic.ts'
import { wantedPaths, type WantedPath } from './wanted-paths.ts'

export interface Surroundings {
  readonly catalog: Catalog
  readonly logic: Logic
  /** The document behind a `compose` step's `workflow`. */
  readonly workflow?: (reference: string) => WorkflowDocument | undefined
}

/** A step of the forward part as it is drawn. */
export interface StagedStep {
  /** `trip.hotel`. */
  readonly path: string
  readonly title: string
  readonly plan: StepPlan
  readonly scope: ScopePlan
  /** The path of the container around it. */
  readonly within: string | undefined
  /** Containers around it that keep it off the undo stack. */
  readonly shut: string | undefined
  readonly wanted: readonly WantedPath[]
}

/** A document made ready to be rehearsed, as often as one likes. Immutable. */
export interface Stage extends Surroundings {
  readonly document: WorkflowDocument
  readonly hash: string
  readonly plan: Plan
  /** Every forward step by its path, containers and what composed workflows hold included; in the order of the document. */
  readonly steps: ReadonlyMap<string, StagedStep>
}

/** Makes a document ready. Throws the engine's DefinitionError where it cannot be planned; expects it to be valid. O(steps). */
export function setStage(document: WorkflowDocument, surroundings: Surroundings): Stage {
  const hash = contentHash(document)
  const planned = plan(document, { catalog: surroundings.catalog, ...(surroundings.workflow ? { workflow: surroundings.workflow } : {}), hash })
  const steps = new Map<string, StagedStep>()
  addScope(steps, planned.scope, { prefix: '', within: undefined, shut: undefined })
  return { ...surroundings, document, hash, plan: planned, steps }
}

interface Around {
  readonly prefix: string
  readonly within: string | undefined
  readonly shut: string | undefined
}

function addScope(steps: Map<string, StagedStep>, scope: ScopePlan, { prefix, within, shut }: Around): void {
  const wanted = wantedPaths(scope)
  for (const step of scope.steps) {
    const { name } = step.step
    const path = prefix + name
    // the branches of a switch share their paths; the first of a name stands for all
    if (!steps.has(path)) steps.set(path, { path, title: stepLabel(step.step), plan: step, scope, within, shut, wanted: wanted.get(name) ?? [] })
    const inside = { prefix: `${path}.`, within: path, shut: step.step.reversible === false ? path : shut }
    for (const inner of step.scopes) addScope(steps, inner, inside)
  }
}

/** Steps that are carried out by an executor: what can be made to fail. */
export function performedSteps(stage: Stage): readonly StagedStep[] {
  return [...stage.steps.values()].filter(({ plan: { native } }) => native === null)
}
