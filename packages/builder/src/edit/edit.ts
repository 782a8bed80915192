import { applyExtension, validate, type Extended, type Patch, type Problem, type Step, type Surroundings, type WorkflowDocument } from '@eddy/workflow'
import { EditError } from './edit-error.ts'
import { plainJson } from '../json/plain-json.ts'

/** Fields of a step that are set. The name is not among them: other steps refer to it, `rename` changes it everywhere. */
export type Field = Exclude<keyof Step, 'name'>

/**
 * Changes to a document, in the order in which they are written. Immutable: every method answers a new edit. Steps, handlers and steps of
 * the failure lane are named by their path, `trip.reserve_hotel`, as it is after the changes before. Nothing throws until the document
 * is read: a step can be removed first and the references to it led elsewhere after.
 */
export class Edit {
  readonly #base: WorkflowDocument
  readonly #patches: readonly Patch[]
  #extended: Extended | undefined

  constructor(base: WorkflowDocument, patches: readonly Patch[] = []) {
    this.#base = base
    this.#patches = patches
  }

  /** The changed document; what has not changed is shared with the original. Throws EditError with everything that stands against it. */
  get document(): WorkflowDocument {
    const extended = this.#extend()
    if (!extended.ok) throw new EditError(extended.problems)
    return extended.document
  }

  /** Everything that is wrong: with the changes, or once they can be made, with the document. Never throws. */
  problems(surroundings: Surroundings): readonly Problem[] {
    const extended = this.#extend()
    return extended.ok ? validate(extended.document, surroundings) : extended.problems
  }

  /** Gives a step another name, and every reference to it. `to` is a name, not a path. */
  rename(step: string, to: string): Edit {
    return this.#with({ op: 'rename', step, to })
  }

  /** Sets a field of a step; with `undefined` takes it away. */
  set<F extends Field>(step: string, field: F, value: Step[F] | undefined): Edit {
    return this.#with(value === undefined ? { op: 'unset', step, field } : { op: 'set', step, field, value: plainJson(value) })
  }

  /** Takes a step away. What refers to it must be led elsewhere, before or after. */
  remove(step: string): Edit {
    return this.#with({ op: 'remove', step })
  }

  /** Puts a step after another one in the same list. Where the list returns its last step, that may then be the new one. */
  insertAfter(step: string, added: Step): Edit {
    return this.#with({ op: 'add', step: added, after: step })
  }

  /** Puts a step at the end: of the forward steps, the handlers or the failure lane. */
  append(added: Step, lane?: 'handlers' | 'failure'): Edit {
    return this.#with({ op: 'add', step: added, ...(lane === undefined ? {} : { lane }) })
  }

  /** The top-level step whose value is the workflow's. */
  return(step: string): Edit {
    return this.#with({ op: 'return', step })
  }

  #with(patch: Patch): Edit {
    return new Edit(this.#base, [...this.#patches, patch])
  }

  #extend(): Extended {
    this.#extended ??= applyExtension(this.#base, { eddy: 1, name: this.#base.name, extends: this.#base.name, patches: this.#patches })
    return this.#extended
  }
}

/** Begins to change a document, or what a builder has made. The original stays as it is. */
export function edit(source: WorkflowDocument | { readonly document: WorkflowDocument }): Edit {
  return new Edit('document' in source ? source.document : source)
}
