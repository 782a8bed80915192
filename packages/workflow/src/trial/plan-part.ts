import type { Catalog } from '../catalog.ts'
import type { Json, Step, WorkflowDocument } from '../document.ts'
import type { Fixture, Pin } from '../fixture/fixture.ts'
import { documentGraph, type ForwardEdge } from '../graph.ts'
import { compareWithRun } from './compare-run.ts'
import { labelOf } from './own-changes.ts'
import type { PastRun } from './past-run.ts'
import { stepEffects } from './step-effects.ts'
import type { Part, PartMode } from './trial.ts'

export interface PartRequest {
  readonly document: WorkflowDocument
  /** A step at the top, or one inside a container, which is then run as a whole. */
  readonly target: string
  readonly mode: PartMode
  readonly pins: Fixture['pins']
  /** What the part would start with; absent: what the past run did. */
  readonly input?: { readonly [name: string]: Json } | undefined
  /** Where results may be taken from. */
  readonly past?: PastRun | undefined
  readonly catalog: Pick<Catalog, 'get'>
  readonly composed?: { readonly [reference: string]: WorkflowDocument } | undefined
}

export type PlannedStep =
  /** `effects`: what it would do to the world, in the words of its kind. `fails`: as its pin says. */
  | { readonly role: 'run'; readonly effects: readonly string[]; readonly fails?: boolean }
  /** `stale`: why its result is not what it would be now; only where just the target is run. */
  | { readonly role: 'reuse'; readonly from: 'fixture' | 'run'; readonly stale?: readonly string[] }
  | { readonly role: 'skip' }

/** What running a part would do, known before anything of it happens. */
export interface PartPlan {
  readonly target: string
  readonly mode: PartMode
  readonly from: string | null
  /** Steps at the top, in declaration order; what is inside a container goes with it. */
  readonly steps: readonly { readonly name: string; readonly step: PlannedStep }[]
  /** Why it cannot be run. */
  readonly blocked?: string
}

/**
 * Which steps a run of a part performs, which answer with a result they have, and which have no part in it. The target always runs. Of what it
 * needs, a pinned value or a result of the past run is reused where definition and resolved inputs are what they were and its effect
 * still stands; what is reused needs nothing itself. Linear.
 */
export function planPart(request: PartRequest): PartPlan {
  const { document, mode, past } = request
  const target = request.target.split('.', 1)[0] ?? ''
  const step = document.steps.find(({ name }) => name === target)
  const base = { target, mode, from: past?.runId ?? null }
  if (step === undefined) return { ...base, steps: [], blocked: 'Only a step of the forward flow can be run by itself.' }
  if (request.pins[target]?.kind === 'value') return { ...base, steps: [], blocked: `${labelOf(step)} is pinned to a value, so running it would do nothing. Remove the pin to run it.` }
  const results = resultsOf(request)
  const edges = documentGraph(document).scopes.find(({ pointer }) => pointer === '/steps')?.edges ?? []
  const roles = new Map<string, PlannedStep>()
  const missing = mode === 'only' ? planOnly({ target, edges, results, roles }) : planTo({ target, edges, results, roles })
  const steps = document.steps.map((one) => ({ name: one.name, step: planned(request, one, roles.get(one.name)) }))
  return { ...base, steps, ...(missing.length > 0 ? { blocked: missingText(document, missing) } : {}) }
}

/** The part that a plan stands for. */
export function partOf({ target, mode, from, steps }: PartPlan): Part {
  const names = (role: PlannedStep['role']) => steps.filter(({ step }) => step.role === role).map(({ name }) => name)
  return { target, mode, from, run: names('run'), reused: names('reuse') }
}

const RUN: PlannedStep = { role: 'run', effects: [] }

function planned(request: PartRequest, step: Step, role: PlannedStep | undefined): PlannedStep {
  if (role === undefined) return { role: 'skip' }
  if (role.role !== 'run') return role
  const { pins, ...surroundings } = request
  const fails = pins[step.name]?.kind === 'failure'
  return { role: 'run', effects: stepEffects(step, { ...surroundings, answered: (path) => isAnswered(pins[path]) }), ...(fails ? { fails } : {}) }
}

/** A pinned failure of the first attempts lets the later ones through. */
function isAnswered(pin: Pin | undefined): boolean {
  return pin?.kind === 'value' || (pin?.kind === 'failure' && pin.attempts === undefined)
}

interface Result {
  readonly reuse: PlannedStep & { readonly role: 'reuse' }
  /** It is what it would be now, and what it did still stands. */
  readonly sound: boolean
}

function resultsOf(request: PartRequest): ReadonlyMap<string, Result> {
  const { document, past } = request
  const stale = past && compareWithRun({ ...request, past }).stale
  const results = new Map<string, Result>()
  for (const step of document.steps) {
    const result = resultOf(request, step, stale?.get(step.name) ?? [])
    if (result) results.set(step.name, result)
  }
  return results
}

function resultOf(request: PartRequest, step: Step, reasons: readonly string[]): Result | undefined {
  if (request.pins[step.name]?.kind === 'value') return { reuse: { role: 'reuse', from: 'fixture' }, sound: true }
  const past = request.past?.steps[step.name]
  if (past?.outcome?.kind !== 'value') return undefined
  // what was taken back cannot be relied on, if it had done something at all
  const gone = past.undone === true && stepEffects(step, request).length > 0
  const stale = [...reasons, ...(gone ? ['what it did was undone'] : [])]
  return { reuse: { role: 'reuse', from: 'run', ...(stale.length > 0 ? { stale } : {}) }, sound: stale.length === 0 }
}

interface Planning {
  readonly target: string
  readonly edges: readonly ForwardEdge[]
  readonly results: ReadonlyMap<string, Result>
  readonly roles: Map<string, PlannedStep>
}

/** What the target takes must be there already; what it waits for plays no part. */
function planOnly({ target, edges, results, roles }: Planning): readonly string[] {
  roles.set(target, RUN)
  const taken = new Set(edges.filter(({ to, kind }) => to === target && kind === 'data').map(({ from }) => from))
  for (const name of taken) {
    const result = results.get(name)
    if (result) roles.set(name, result.reuse)
  }
  return [...taken].filter((name) => !results.has(name))
}

function planTo({ target, edges, results, roles }: Planning): readonly string[] {
  const needs = new Map<string, string[]>()
  for (const { from, to } of edges) needs.set(to, [...(needs.get(to) ?? []), from])
  const pending = [target]
  roles.set(target, RUN)
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    for (const needed of needs.get(name) ?? []) {
      if (roles.has(needed)) continue
      const result = results.get(needed)
      roles.set(needed, result?.sound ? result.reuse : RUN)
      if (!result?.sound) pending.push(needed)
    }
  }
  return []
}

function missingText(document: WorkflowDocument, missing: readonly string[]): string {
  const labels = missing.map((name) => labelOf(document.steps.find((step) => step.name === name) ?? { name }))
  const names = labels.length === 1 ? String(labels[0]) : `${labels.slice(0, -1).join(', ')} and ${String(labels.at(-1))}`
  return `${names} ${labels.length === 1 ? 'has' : 'have'} no result to start from: run to here instead, or pin a value.`
}
