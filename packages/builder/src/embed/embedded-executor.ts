import type { Evaluator, FailureReport, Outcome, StepExecutor, StepRequest } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { plainJson } from '../json/plain-json.ts'
import type { EmbeddedContext, EmbeddedKind } from './embedded-kind.ts'
import { Ending } from './ending.ts'
import { platformSignal } from './platform-signal.ts'

export interface ExecutorParts {
  readonly kinds: ReadonlyMap<string, EmbeddedKind>
  readonly evaluator: Evaluator
  /** Performs all other kinds. */
  readonly others?: StepExecutor | undefined
}

/** Performs one's own kinds by their functions, and leaves the rest to another executor. */
export function embeddedExecutor({ kinds, evaluator, others }: ExecutorParts): StepExecutor {
  const execute = (request: StepRequest): Outcome | Promise<Outcome> => {
    const own = kinds.get(request.step.kind)
    if (own) return perform(own, request)
    if (others) return others.execute(request)
    if (request.step.kind === 'expression') return evaluate(evaluator, request)
    return { kind: 'fail', error: { code: 'UNKNOWN_KIND', message: `nothing here can run a step of kind "${request.step.kind}"; give embed a function for it`, retryable: false } }
  }
  const openStream = others?.openStream?.bind(others)
  return openStream === undefined ? { execute } : { execute, openStream }
}

async function perform(kind: EmbeddedKind, request: StepRequest): Promise<Outcome> {
  let answer: unknown
  try {
    answer = await call(kind, request)
  } catch (error) {
    return { kind: 'fail', error: failureOf(error) }
  }
  if (answer instanceof Ending) return answer.outcome
  try {
    return { kind: 'ok', value: plainJson(answer) }
  } catch (error) {
    return { kind: 'fail', error: { code: 'INVALID_RESULT', message: `the value of a step must be JSON: ${messageOf(error)}`, retryable: false } }
  }
}

function call({ run, undo }: EmbeddedKind, request: StepRequest): unknown {
  const context = contextOf(request)
  if (request.undoing === undefined || undo === undefined) return run(copied(request.arguments), context)
  return undo({ value: copy(request.undoing.value), arguments: copied(request.undoing.arguments) }, context)
}

function contextOf({ context, step, idempotencyKey, signal }: StepRequest): EmbeddedContext {
  return { ...context, definition: step, idempotencyKey, signal: platformSignal(signal) }
}

type Arguments = { readonly [name: string]: Json }

/** What a step gets may also be what other steps get and what the log holds: a function that changes it changes only its own. */
function copied(args: Arguments): Arguments {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, copy(value)]))
}

function copy(value: Json): Json {
  return typeof value === 'object' && value !== null ? plainJson(value) : value
}

async function evaluate(evaluator: Evaluator, { step, arguments: args, context }: StepRequest): Promise<Outcome> {
  const { expr } = step.config ?? {}
  if (typeof expr !== 'string') return { kind: 'fail', error: { code: 'INVALID_CONFIG', message: 'the step has no expression in config.expr', retryable: false } }
  try {
    return { kind: 'ok', value: await evaluator.evaluate(expr, args, context) }
  } catch (error) {
    return { kind: 'fail', error: { code: 'EXPRESSION_ERROR', message: messageOf(error), retryable: false } }
  }
}

/** A code such as ECONNREFUSED, as errors of platforms and clients carry it, is the failure's code too. */
function failureOf(error: unknown): FailureReport {
  const named = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  const code = typeof named === 'string' && /^[A-Z][A-Z0-9_]*$/.test(named) ? named : 'STEP_THREW'
  return { code, message: messageOf(error) }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
