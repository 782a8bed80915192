import { placeBeside } from './place-beside.ts'
import type { Input, Options, Step, View, WorkflowDocument } from '../document.ts'

export interface Combining {
  readonly base: WorkflowDocument
  /** Under its final names, connected, with all its steps. */
  readonly incoming: WorkflowDocument
  /** Names under which the base's steps and inputs stand for the incoming ones. */
  readonly reused: ReadonlySet<string>
  readonly shared: ReadonlySet<string>
  readonly options: Options | undefined
  /** Whose value is returned. */
  readonly returns: 'base' | 'incoming'
}

/** One document of two whose names no longer clash: the base's parts first, then what is new. */
export function combineDocuments({ base, incoming, reused, shared, options, returns }: Combining): WorkflowDocument {
  const { options: _options, return: _return, ...rest } = base
  const fresh = (steps: readonly Step[] | undefined) => (steps ?? []).filter(({ name }) => !reused.has(name))
  const steps = [...base.steps, ...fresh(incoming.steps)]
  const inputs = joined<Input>(base.inputs, incoming.inputs?.filter(({ name }) => !shared.has(name)))
  const handlers = joined(base.handlers, fresh(incoming.handlers))
  const failing = joined(base.failure?.steps, fresh(incoming.failure?.steps))
  const result = returnOf(base, returns === 'base' ? base : incoming, steps)
  const view = placeBeside(base.view, incoming.view && withoutPositions(incoming.view, reused))
  return {
    ...rest,
    ...(inputs && { inputs }),
    steps,
    ...(handlers && { handlers }),
    ...(failing && { failure: { steps: failing } }),
    ...(result !== undefined && { return: result }),
    ...(options && { options }),
    ...(view && { view }),
  }
}

/** Undefined where the base has no such list and nothing comes to it: an empty one would make another document. */
function joined<T>(ours: readonly T[] | undefined, theirs: readonly T[] = []): readonly T[] | undefined {
  return theirs.length === 0 ? ours : [...(ours ?? []), ...theirs]
}

/** Said outright only where the base says it or the last declared step is another one. */
function returnOf(base: WorkflowDocument, from: WorkflowDocument, steps: readonly Step[]): string | undefined {
  const wanted = from.return ?? from.steps.at(-1)?.name
  return base.return === undefined && wanted === steps.at(-1)?.name ? undefined : wanted
}

function withoutPositions(view: View, dropped: ReadonlySet<string>): View {
  if (!view.positions) return view
  return { ...view, positions: Object.fromEntries(Object.entries(view.positions).filter(([path]) => !dropped.has(path.split('.')[0] ?? path))) }
}
