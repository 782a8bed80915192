import type { StepView } from '@eddy/engine'
import type { ChildLane, ChildRun } from './child-lanes.ts'
import { childPath } from './child-path.ts'
import type { StepNames } from './step-names.ts'
import { depthOf, parentOf } from './step-names.ts'

export interface TimelineRow {
  /** Of a step; of a lane `each[3]`; of folded quiet steps `each/quiet`; within the run that `call` has started `call#RUN#charge`. */
  readonly path: string
  /** `child`: a run that the step above has started; `note`: why none is shown. */
  readonly kind: 'step' | 'lane' | 'quiet' | 'child' | 'note'
  /** One step, or those of a lane that is closed. */
  readonly steps: readonly StepView[]
  readonly depth: number
  /** Rows inside that can be shown. */
  readonly inner: number
  readonly open: boolean
  /** Whose row it is, where it is not of the page's own run. */
  readonly run?: ChildRun | undefined
  /** The path in its own run. */
  readonly at: string
  /** Its step starts runs of its own. */
  readonly starts?: boolean
  readonly words?: string
}

/** Containers with more rows inside than this start out closed. */
const closedAbove = 12

interface Making {
  readonly rows: TimelineRow[]
  readonly inside: ReadonlyMap<string | undefined, readonly StepView[]>
  readonly toggled: ReadonlySet<string>
  readonly names: StepNames
  readonly children: Shown['children']
  /** In front of the paths of a child run. */
  readonly prefix: string
  readonly run: ChildRun | undefined
}

/** Which part of a timeline its rows are for. */
export interface Shown {
  /** What is not as it starts out. */
  readonly toggled: ReadonlySet<string>
  readonly names: StepNames
  /** By the path of the step that has started them. */
  readonly children: ReadonlyMap<string, ChildLane>
}

/**
 * The rows in the order in which steps were reached: inner steps under their container, each element of a map, round or branch as a lane
 * of its own where it has more than one step, a run that a step has started under that step. Quiet steps are folded unless they failed.
 */
export function timelineRows(steps: readonly StepView[], { toggled, names, children }: Shown): readonly TimelineRow[] {
  const rows: TimelineRow[] = []
  addRun({ rows, toggled, names, children, prefix: '', run: undefined }, steps, undefined)
  return rows
}

function addRun(of: Omit<Making, 'inside'>, steps: readonly StepView[], depth: number | undefined): void {
  const place = { owner: of.prefix, depth }
  // most runs have no containers
  if (!steps.some((step) => step.path.includes('.'))) return addSteps({ ...of, inside: new Map() }, steps, place)
  const inside = new Map<string | undefined, StepView[]>()
  const known = new Set(steps.map((step) => step.path))
  for (const step of steps) {
    const parent = parentOf(step.path)
    const key = parent !== undefined && known.has(parent) ? parent : undefined
    const siblings = inside.get(key)
    if (siblings) siblings.push(step)
    else inside.set(key, [step])
  }
  addSteps({ ...of, inside }, inside.get(undefined) ?? [], place)
}

interface Place {
  readonly owner: string
  /** Undefined: as deep as their paths say. */
  readonly depth: number | undefined
}

interface Leaf {
  readonly row: TimelineRow
  readonly names: StepNames
  readonly prefix: string
}

/** Rows of steps with nothing inside that stand as deep as their paths say: a step that has not changed is the same object, and keeps its row. */
const leaves = new WeakMap<StepView, Leaf>()

function leafOf({ names, prefix, inside }: Making, step: StepView): TimelineRow | undefined {
  const known = leaves.get(step)
  return known?.names === names && known.prefix === prefix && !inside.has(step.path) ? known.row : undefined
}

function addSteps(making: Making, list: readonly StepView[], { owner, depth }: Place): void {
  const quiet: StepView[] = []
  for (const step of list) {
    const leaf = depth === undefined ? leafOf(making, step) : undefined
    if (leaf) making.rows.push(leaf)
    else if (isQuiet(step, making.names)) quiet.push(step)
    else addStep(making, step, depth)
  }
  if (quiet.length === 0) return
  const path = `${owner}/quiet`
  const open = making.toggled.has(path)
  const at = depth ?? depthOf(quiet[0]?.path ?? '')
  making.rows.push({ path, at: path, kind: 'quiet', steps: open ? [] : quiet, depth: at, inner: quiet.length, open, run: making.run })
  if (open) for (const step of quiet) addStep(making, step, at + 1)
}

const nothing: readonly StepView[] = []
const noLanes: ReadonlyMap<string, readonly StepView[]> = new Map()

function addStep(making: Making, step: StepView, at: number | undefined): void {
  const inner = making.inside.get(step.path) ?? nothing
  const lanes = inner.length === 0 ? noLanes : lanesOf(inner)
  const depth = at ?? depthOf(step.path)
  const count = lanes.size > 0 ? lanes.size : inner.length
  const path = making.prefix + step.path
  if (count === 0 && startsRun(step, making.names)) return addStarter(making, step, depth)
  const open = count > 0 && count <= closedAbove !== making.toggled.has(path)
  const row: TimelineRow = { path, at: step.path, kind: 'step', steps: [step], depth, inner: count, open, run: making.run }
  making.rows.push(row)
  if (count === 0 && at === undefined) leaves.set(step, { row, names: making.names, prefix: making.prefix })
  if (open) addInner(making, { inner, lanes }, { owner: path, depth: depth + 1 })
}

interface Inner {
  readonly inner: readonly StepView[]
  readonly lanes: ReadonlyMap<string, readonly StepView[]>
}

function addInner(making: Making, { inner, lanes }: Inner, { owner, depth }: Place & { readonly depth: number }): void {
  if (lanes.size === 0) return addSteps(making, inner, { owner, depth })
  for (const [lane, own] of lanes) addLane(making, lane, { own, depth })
}

function startsRun(step: StepView, names: StepNames): boolean {
  return step.startedAt !== undefined && names.stepOf(step.path)?.kind === 'workflow.run'
}

/** A step that starts a run, and that run under it once somebody has asked for it. */
function addStarter(making: Making, step: StepView, depth: number): void {
  const path = making.prefix + step.path
  const lane = making.children.get(path)
  making.rows.push({ path, at: step.path, kind: 'step', steps: [step], depth, inner: 1, open: lane !== undefined, run: making.run, starts: true })
  if (lane === undefined) return
  if (lane.note !== undefined) making.rows.push({ path: `${path}/note`, at: '', kind: 'note', steps: [], depth: depth + 1, inner: 0, open: false, words: lane.note })
  for (const run of lane.runs) addChild(making, run, { owner: path, depth: depth + 1 })
}

function addChild({ rows, toggled, children }: Making, run: ChildRun, { owner, depth = 0 }: Place): void {
  const path = childPath(owner, run.id)
  const steps = run.store.steps()
  const open = !toggled.has(path)
  rows.push({ path, at: '', kind: 'child', steps: open ? [] : steps, depth, inner: steps.length, open, run })
  if (open) addRun({ rows, toggled, children, names: run.names(), prefix: `${path}#`, run }, steps, depth + 1)
}

function addLane(making: Making, at: string, { own, depth }: { readonly own: readonly StepView[]; readonly depth: number }): void {
  const path = making.prefix + at
  const open = making.toggled.has(path)
  making.rows.push({ path, at, kind: 'lane', steps: open ? [] : own, depth, inner: own.length, open, run: making.run })
  if (open) addSteps(making, own, { owner: path, depth: depth + 1 })
}

/** The steps inside by element, where elements have several: `each[3]` and its steps. */
function lanesOf(inner: readonly StepView[]): ReadonlyMap<string, readonly StepView[]> {
  const lanes = new Map<string, StepView[]>()
  for (const step of inner) {
    const path = step.path.slice(0, step.path.lastIndexOf('.'))
    if (!path.endsWith(']')) return new Map()
    const lane = lanes.get(path)
    if (lane) lane.push(step)
    else lanes.set(path, [step])
  }
  return [...lanes.values()].some((lane) => lane.length > 1) ? lanes : new Map()
}

function isQuiet(step: StepView, names: StepNames): boolean {
  const failed = step.status === 'failed' || step.status === 'undo_failed' || step.status === 'in_doubt'
  return !failed && names.stepOf(step.path)?.quiet === true
}
