import type { Argument, Source, Step, WorkflowDocument } from '@eddy/workflow'
import { containersAround } from '../document/inside.ts'
import { locate, resolveName, root, type Scope } from '../document/locate.ts'
import { mapSteps } from '../document/map-steps.ts'
import { gap } from '../document/measures.ts'
import { identifier, uniqueName } from '../document/names.ts'
import { standing } from '../document/open-space.ts'
import { positionsOf } from '../document/positions.ts'
import type { Enclosure } from '../rule/can-group.ts'
import { handlersOf, sharedHandlers } from './handlers-of.ts'
import type { Ports } from './ports.ts'

export interface Extracting {
  readonly enclosure: Enclosure
  /** Filled on the way. */
  readonly ports: Ports
  readonly title: string
}

export interface Extracted {
  readonly workflow: WorkflowDocument
  readonly handlers: { readonly moved: readonly string[]; readonly shared: readonly string[] }
  readonly waits: readonly string[]
  readonly returned: readonly string[]
}

/** The selection as a document: what it read outside are inputs, what is read of it outside is its value. */
export function extractedWorkflow(document: WorkflowDocument, { enclosure, ports, title }: Extracting): Extracted {
  const { members } = enclosure
  const reading = new Reading(document, enclosure, ports)
  const handlers = handlersOf(document, members)
  const shared = sharedHandlers(document, members, handlers)
  const going = new Set(handlers.map(({ name }) => name))
  const own = new Set(members)
  const rewritten = mapSteps(document, (step, path, scope) => {
    const goes = scope.kind === 'handlers' ? going.has(step.name) : [path, ...containersAround(path)].some((at) => own.has(at))
    return goes ? reading.step(step, scope) : step
  })
  const steps = members.flatMap((path) => locate(rewritten, path)?.step ?? [])
  const returned = returnedBy(document, enclosure, going)
  const gathered = gather(document, steps, returned)
  const evaluation = document.options?.evaluation
  const workflow: WorkflowDocument = {
    eddy: 1,
    name: identifier(title),
    title,
    ...(ports.list.length ? { inputs: ports.list.map(({ input }) => input) } : {}),
    steps: gathered.steps,
    ...(handlers.length ? { handlers: (rewritten.handlers ?? []).filter(({ name }) => going.has(name)) } : {}),
    ...(gathered.return === undefined ? {} : { return: gathered.return }),
    ...(evaluation === 'lazy' ? { options: { evaluation } } : {}),
    view: { positions: places(document, enclosure, gathered.steps) },
  }
  return { workflow, returned, waits: reading.waits, handlers: { moved: handlers.flatMap(({ name }) => (shared.has(name) ? [] : [name])), shared: [...shared] } }
}

/** Exits as the drawing knows them, and members that handlers which stay read when they undo. */
function returnedBy(document: WorkflowDocument, { members, exits }: Enclosure, going: ReadonlySet<string>): readonly string[] {
  const read = (document.handlers ?? []).filter(({ name }) => !going.has(name)).flatMap((handler) => (handler.arguments ?? []).flatMap(({ from }) => ('result' in from ? (resolveName(document, root, from.result) ?? []) : [])))
  const all = new Set([...exits, ...read])
  return members.filter((path) => all.has(path))
}

/** One result is returned as it is; several are gathered in an object, by the names of their steps. */
function gather(document: WorkflowDocument, steps: readonly Step[], returned: readonly string[]): { readonly steps: readonly Step[]; readonly return?: string } {
  const names = returned.flatMap((path) => locate(document, path)?.step.name ?? [])
  const [only, second] = names
  if (second === undefined) return { steps, ...(only === undefined || only === steps.at(-1)?.name ? {} : { return: only }) }
  const name = uniqueName('results', new Set([...steps, ...(document.handlers ?? [])].map((step) => step.name)))
  return { steps: [...steps, { name, kind: 'collect', title: 'Results', arguments: names.map((result): Argument => ({ name: result, from: { result } })) }] }
}

/** Reads the steps that go: each reference that leads outside becomes a port. */
class Reading {
  private readonly waited = new Set<string>()
  private readonly own: ReadonlySet<string>

  constructor(
    private readonly document: WorkflowDocument,
    { members }: Enclosure,
    private readonly ports: Ports,
  ) {
    this.own = new Set(members)
  }

  /** Names of steps outside that are only waited for. */
  get waits(): readonly string[] {
    const taken = new Set(this.ports.list.flatMap(({ from }) => ('result' in from ? [from.result] : [])))
    return [...this.waited].filter((name) => !taken.has(name))
  }

  step(step: Step, scope: Scope): Step {
    const from = scope.kind === 'handlers' ? root : scope
    const args = step.arguments?.map((argument): Argument => ({ ...argument, from: this.source(argument.from, from) }))
    const waitFor = step.waitFor?.filter((name) => {
      const path = resolveName(this.document, from, name)
      const outside = path !== undefined && !this.isOwn(path)
      if (outside) this.waited.add(name)
      return !outside
    })
    const { waitFor: _, ...rest } = step
    return { ...rest, ...(args ? { arguments: args } : {}), ...(waitFor?.length ? { waitFor } : {}) }
  }

  private source(from: Source, scope: Scope): Source {
    if ('input' in from) return { input: this.ports.nameOf(from) }
    if ('result' in from) {
      const path = resolveName(this.document, scope, from.result)
      return path === undefined || this.isOwn(path) ? from : { input: this.ports.nameOf(from, path) }
    }
    if (!('element' in from) || scope.kind !== 'container') return from
    const container = [...containersAround(scope.path), scope.path].findLast((path) => locate(this.document, path)?.step.name === from.element)
    return container === undefined || this.isOwn(container) ? from : { input: this.ports.nameOf(from) }
  }

  private isOwn(path: string): boolean {
    return [path, ...containersAround(path)].some((at) => this.own.has(at))
  }
}

/** The steps stand as they stood, from the corner of the canvas on; what gathers stands behind them. */
function places(document: WorkflowDocument, { scope, members }: Enclosure, steps: readonly Step[]): { readonly [path: string]: readonly [number, number] } {
  const parent = scope.kind === 'container' ? scope.path : undefined
  const boxes = [...standing(document, parent)].filter(([path]) => members.includes(path))
  const left = Math.min(...boxes.map(([, { x }]) => x))
  const top = Math.min(...boxes.map(([, { y }]) => y))
  const right = Math.max(...boxes.map(([, { x, width }]) => x + width))
  const bare = (path: string) => (parent === undefined ? path : path.slice(parent.length + 1))
  const inner = Object.entries(positionsOf(document)).flatMap(([path, at]) => (containersAround(path).some((around) => members.includes(around)) ? [[bare(path), at] as const] : []))
  const made: { [path: string]: readonly [number, number] } = Object.fromEntries([...inner, ...boxes.map(([path, { x, y }]) => [bare(path), [x - left, y - top]] as const)])
  const last = steps.at(-1)
  if (last && made[last.name] === undefined) made[last.name] = [right - left + gap.column, (Math.max(...boxes.map(([, { y }]) => y)) - top) / 2]
  return made
}
