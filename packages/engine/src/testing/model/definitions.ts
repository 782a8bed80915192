import type { Step, WorkflowDocument } from '@eddy/workflow'

/** A step as the document has it, with where it stands. The documents of the model name every step differently. */
export interface Definition {
  readonly step: Step
  readonly parent: Definition | null
  readonly lane: 'forward' | 'failure'
  /** Names of the scope that it stands in. */
  readonly siblings: readonly string[]
  /** The step whose value is the scope's. */
  readonly returns: string
  /** The steps of another document: names of the outer one are not seen. */
  readonly composed: boolean
  readonly branch: number
  readonly emitted: boolean
}

export type Library = (reference: string) => WorkflowDocument | undefined

type Place = Pick<Definition, 'parent' | 'lane' | 'composed' | 'branch'> & { readonly returns: string | undefined; readonly emitted?: boolean }

/** All steps of a document by name, those of composed documents and those emitted while it runs included. */
export class Definitions {
  readonly #byName = new Map<string, Definition>()
  readonly #library: Library

  constructor(document: Pick<WorkflowDocument, 'steps' | 'failure' | 'return'>, library: Library = () => undefined) {
    this.#library = library
    const top = { parent: null, composed: false, branch: 0 } as const
    this.#add(document.steps, { ...top, lane: 'forward', returns: document.return })
    this.#add(document.failure?.steps ?? [], { ...top, lane: 'failure', returns: undefined })
  }

  get(name: string): Definition | undefined {
    return this.#byName.get(name)
  }

  emitted(steps: readonly Step[], emitter: Definition): void {
    this.#add(steps, { parent: emitter.parent, lane: emitter.lane, composed: emitter.composed, branch: emitter.branch, returns: emitter.returns, emitted: true })
  }

  #add(steps: readonly Step[], { emitted = false, ...place }: Place): void {
    const siblings = steps.map((step) => step.name)
    const returns = place.returns ?? siblings.at(-1) ?? ''
    for (const step of steps) {
      const definition: Definition = { ...place, step, siblings, returns, emitted }
      this.#byName.set(step.name, definition)
      this.#inside(step, definition)
    }
  }

  #inside(step: Step, parent: Definition): void {
    const { lane } = parent
    if (step.steps) this.#add(step.steps, { parent, lane, composed: false, branch: 0, returns: step.return })
    step.branches?.forEach((branch, index) => this.#add(branch.steps, { parent, lane, composed: false, branch: index, returns: branch.return }))
    if (step.kind !== 'compose') return
    const reference = step.config?.['workflow']
    const document = typeof reference === 'string' ? this.#library(reference) : undefined
    if (document) this.#add(document.steps, { parent, lane, composed: true, branch: 0, returns: document.return })
  }
}

export function isContainer({ step }: Definition): boolean {
  return ['group', 'around', 'switch', 'map', 'reduce', 'repeat', 'race', 'compose'].includes(step.kind)
}

/** A failure inside stays there, for the container to decide (U6). */
export function containsFailures({ step }: Definition): boolean {
  const { onFailure, onElementError = 'fail' } = step.config ?? {}
  if (step.kind === 'map' || step.kind === 'reduce') return onElementError !== 'fail'
  return step.kind === 'around' || step.kind === 'race' || onFailure === 'contain'
}

export function hasEffect({ step }: Definition): boolean {
  return step.kind === 'effect' || step.kind === 'once' || step.kind === 'undoable'
}

/** Its success has to be undone when the run goes down (U5). */
export function isUndoable(definition: Definition): boolean {
  const { step } = definition
  if (step.undo === 'none' || (step.undo === undefined && step.kind !== 'undoable')) return false
  if (definition.lane === 'failure') return false
  for (let at = definition.parent; at !== null; at = at.parent) if (at.step.reversible === false) return false
  return true
}

/** Names that a step takes results from or waits for. */
export function needsOf({ step }: Definition): readonly string[] {
  const results = (step.arguments ?? []).flatMap(({ from }) => ('result' in from ? [from.result] : []))
  return [...new Set([...results, ...(step.waitFor ?? [])])]
}
