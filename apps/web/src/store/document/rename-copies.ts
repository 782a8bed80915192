import type { Argument, Source, Step } from '@eddy/workflow'

export interface Copying {
  /** New names of what is copied at the top of this scope, old to new. */
  readonly names: ReadonlyMap<string, string>
  /** Whether a name that was not copied means something where the copy goes. */
  readonly known: (name: string) => boolean
  /** Containers around the place where the copy goes, whose elements it may read. */
  readonly containers: ReadonlySet<string>
  readonly handlers: ReadonlyMap<string, string>
  readonly knownHandler: (name: string) => boolean
  /** Called for each reference that has to be left out. */
  readonly onLost: (reference: string) => void
}

/** A step under its new name, whose references follow the other copies; inner steps keep their names, so a name of theirs hides an outer one. */
export function copied(step: Step, copying: Copying): Step {
  const name = copying.names.get(step.name) ?? step.name
  const { waitFor, arguments: args, steps, branches, ...rest } = step
  const waits = waitFor?.flatMap((other) => referred(other, copying) ?? [])
  const inner = (list: readonly Step[]) => list.map((child) => copied(child, within(copying, list, step.name)))
  return {
    ...withHandlers({ ...rest, name }, copying),
    ...(args ? { arguments: args.flatMap((argument) => argumentOf(argument, copying) ?? []) } : {}),
    ...(waits?.length ? { waitFor: waits } : {}),
    ...(steps ? { steps: inner(steps) } : {}),
    ...(branches ? { branches: branches.map((branch) => ({ ...branch, steps: inner(branch.steps) })) } : {}),
  }
}

function within(copying: Copying, list: readonly Step[], around: string): Copying {
  const own = new Set(list.map(({ name }) => name))
  return {
    ...copying,
    names: new Map([...copying.names].filter(([name]) => !own.has(name))),
    // under its old name: a new one is found among the names
    containers: new Set([...copying.containers, around]),
    known: (name) => own.has(name) || copying.known(name),
  }
}

function referred(name: string, { names, known, onLost }: Copying): string | undefined {
  const to = names.get(name) ?? (known(name) ? name : undefined)
  if (to === undefined) onLost(name)
  return to
}

function argumentOf(argument: Argument, copying: Copying): Argument | undefined {
  const from = sourceOf(argument.from, copying)
  return from && (from === argument.from ? argument : { ...argument, from })
}

function sourceOf(from: Source, copying: Copying): Source | undefined {
  if ('result' in from) {
    const result = referred(from.result, copying)
    return result === undefined ? undefined : result === from.result ? from : { result }
  }
  if ('element' in from) {
    const element = copying.names.get(from.element)
    if (element !== undefined) return { element }
    if (copying.containers.has(from.element)) return from
    copying.onLost(from.element)
    return undefined
  }
  return from
}

function withHandlers(step: Step, { handlers, knownHandler, onLost }: Copying): Step {
  const next = { ...step }
  for (const field of ['undo', 'compensate', 'check'] as const) {
    const name = step[field]
    if (name === undefined || name === 'none') continue
    const to = handlers.get(name) ?? (knownHandler(name) ? name : undefined)
    if (to !== undefined) next[field] = to
    else {
      onLost(name)
      delete next[field]
    }
  }
  return next
}
