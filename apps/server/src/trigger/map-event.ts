import type { Evaluator } from '@eddy/engine'
import { resolveInputs, type Json, type Problem, type WorkflowDocument } from '@eddy/workflow'
import { isTrue } from '@eddy/workflow/is-true'
import type { TriggerKind } from './trigger-config.ts'
import { plainInput, type TriggerEvent } from './trigger-event.ts'

export interface Mapping {
  readonly kind: TriggerKind
  readonly mapping: { readonly [input: string]: string } | null
  readonly filter: string | null
}

export interface Mapped {
  /** False: the filter says no. */
  readonly passes: boolean
  /** What the run would get, defaults included; what could not be made of it is missing. */
  readonly input: Json
  /** What it is started with: without the defaults, which are its own to fill in. */
  readonly given: Json
  /** All that keeps it from starting. */
  readonly problems: readonly Problem[]
}

/** Makes a workflow's input of what arrived, and says all that is wrong with it. Nothing is started. */
export async function mapEvent(evaluator: Evaluator, { kind, mapping, filter }: Mapping, { event, document }: { readonly event: TriggerEvent; readonly document: WorkflowDocument }): Promise<Mapped> {
  const verdict = filter === null ? { value: true, problems: [] } : await evaluated(evaluator, { expr: filter, event, path: '', about: 'The filter' })
  if (verdict.problems.length > 0) return { passes: true, input: {}, given: {}, problems: verdict.problems }
  if (!isTrue(verdict.value)) return { passes: false, input: {}, given: {}, problems: [] }
  if (mapping === null) return checked(document, plainInput(kind, event))
  const parts = await Promise.all(Object.entries(mapping).map(async ([name, expr]) => ({ name, ...(await evaluated(evaluator, { expr, event, path: `/${name}`, about: `The input "${name}"` })) })))
  const faults = parts.flatMap(({ problems }) => problems)
  // what an expression finds nothing for is left to the input's default
  const input = Object.fromEntries(parts.filter(({ value, problems }) => value !== null && problems.length === 0).map(({ name, value }) => [name, value]))
  const rest = checked(document, input)
  const failed = new Set(faults.map(({ path }) => path))
  return { ...rest, problems: [...faults, ...rest.problems.filter(({ path }) => !failed.has(path))] }
}

function checked(document: WorkflowDocument, input: Json): Mapped {
  const resolved = resolveInputs(document, input)
  return resolved.ok ? { passes: true, input: resolved.input, given: input, problems: [] } : { passes: true, input, given: input, problems: resolved.problems }
}

interface Asked {
  readonly expr: string
  readonly event: TriggerEvent
  readonly path: string
  readonly about: string
}

async function evaluated(evaluator: Evaluator, { expr, event, path, about }: Asked): Promise<{ readonly value: Json; readonly problems: readonly Problem[] }> {
  try {
    return { value: await evaluator.evaluate(expr, event, null), problems: [] }
  } catch (error) {
    return { value: null, problems: [{ code: 'EXPRESSION_ERROR', severity: 'error', path, message: `${about} could not be made of what arrived: ${error instanceof Error ? error.message : String(error)}` }] }
  }
}
