import type { RunEvent, StepPlan } from '@eddy/engine'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Fixture, Json, Step } from '@eddy/workflow'
import type { Stage } from '../stage/set-stage.ts'
import type { FaultKind } from '../run/fault.ts'

/** Raised whenever the same script may come to another rehearsal. */
const REHEARSAL_VERSION = 1

/** The steps of the top level that a rehearsal had to do with, and those of them that settled while others could still start. */
export interface Trace {
  readonly touched: readonly string[]
  readonly settled: ReadonlySet<string>
}

/** Which steps of the top level a run has touched. O(events). */
export function traceOf(events: readonly RunEvent[]): Trace {
  const touched = new Set<string>()
  const settled = new Set<string>()
  let turned = false
  for (const event of events) {
    const { step, type } = event
    turned ||= turns(event)
    if (step === undefined) continue
    const top = topOf(step)
    touched.add(top)
    if (!turned && top === step && (type === 'step.succeeded' || type === 'step.skipped' || type === 'compensation.continued')) settled.add(top)
  }
  return { touched: [...touched], settled }
}

/** From here on no step starts any more, whatever settles. */
function turns({ type, step, data }: RunEvent): boolean {
  if (type === 'run.cancelled' || type === 'run.timed_out') return true
  if (type === 'rollback.started') return data.scope === undefined
  return type === 'step.failed' && data.compensate !== true && step !== undefined && topOf(step) === step
}

function topOf(path: string): string {
  return /^[^.[]+/.exec(path)?.[0] ?? path
}

/** Tells for cells what they depend on, and whether they would be the same on this stage. */
export interface Dependencies {
  hash(cell: { readonly step: string; readonly kind: FaultKind }, trace: Trace): string
  /** Whether the same steps, and no others, would have been touched. */
  fits(trace: Trace): boolean
}

/**
 * A run depends on nothing but its input, the options, and the definitions, handlers and pins of the steps that it has touched, so long as
 * no other step would have become ready. Hence a change at the end leaves the cells of the beginning as they are.
 */
export function dependenciesOf(stage: Stage, fixture: Pick<Fixture, 'input' | 'pins'>): Dependencies {
  const { document, plan } = stage
  const { scope } = plan
  const lazy = document.options?.evaluation === 'lazy'
  const { steps: _steps, handlers: _handlers, view: _view, title: _title, description: _description, tags: _tags, ...rest } = document
  const header = digest([REHEARSAL_VERSION, asJson(rest), fixture.input])
  const ofStep = new Map<string, string>()
  const stepHash = (index: number): string => {
    const step = scope.steps[index]
    if (step === undefined) return ''
    const { name } = step.step
    const known = ofStep.get(name) ?? digest(partsOf(stage, step, fixture))
    ofStep.set(name, known)
    return known
  }
  return {
    hash({ step, kind }, { touched }) {
      const indexes = touched.flatMap((name) => scope.byName.get(name) ?? []).sort((a, b) => a - b)
      return digest([header, step, kind, ...(lazy ? [stage.hash] : []), ...indexes.map(stepHash)])
    },
    fits({ touched, settled }) {
      if (lazy || touched.some((name) => !scope.byName.has(name))) return false
      const known = new Set(touched)
      return scope.steps.every(({ step, dependsOn }) => known.has(step.name) || dependsOn.some((index) => !settled.has(scope.steps[index]?.step.name ?? '')))
    },
  }
}

/** The definition, the handlers it names (inside it too), its pins, what others read of it, and the workflows that it composes. */
function partsOf(stage: Stage, plan: StepPlan, { pins }: Pick<Fixture, 'pins'>): Json[] {
  const { step } = plan
  const inner = withInner(step)
  const names = new Set(inner.flatMap(({ undo, compensate, check }) => [undo, compensate, check]))
  const handlers = (stage.document.handlers ?? []).filter(({ name }) => names.has(name))
  const own = `${step.name}/`
  const pinned = Object.entries(pins).filter(([path]) => path === step.name || path.startsWith(own) || names.has(path))
  const composed = inner.flatMap(({ kind, config }) => (kind === 'compose' ? [stage.workflow?.(referenceIn(config)) ?? null] : []))
  const wanted = [...stage.steps.values()].filter(({ path }) => path === step.name || path.startsWith(`${step.name}.`)).map(({ path, wanted: paths }) => [path, ...paths.map((at) => at.join('.'))])
  return [step, handlers, pinned, composed, wanted].map(asJson)
}

function withInner(step: Step): readonly Step[] {
  return [step, ...(step.steps ?? []).flatMap(withInner), ...(step.branches ?? []).flatMap(({ steps }) => steps.flatMap(withInner))]
}

function referenceIn(config: Step['config']): string {
  const reference = config?.['workflow']
  return typeof reference === 'string' ? reference : ''
}

/** Documents, fixtures and what is made of them are JSON, though their types do not say so. */
function asJson(value: object): Json {
  return value as unknown as Json
}

function digest(parts: readonly Json[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts)))).slice(0, 24)
}
