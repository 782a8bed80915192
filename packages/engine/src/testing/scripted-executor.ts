import type { Json } from '@eddy/workflow'
import type { Evaluator, Outcome, StepExecutor, StepRequest } from '../port/step-executor.ts'

export type Script = (request: StepRequest) => Outcome | Promise<Outcome>

/** An executor that does as told by step or handler name, and notes every call in order; unnamed steps answer null. */
export class ScriptedExecutor implements StepExecutor {
  readonly calls: StepRequest[] = []
  readonly #scripts: { readonly [name: string]: Script }

  readonly openStream?: NonNullable<StepExecutor['openStream']>

  constructor(scripts: { readonly [name: string]: Script } = {}, openStream?: StepExecutor['openStream']) {
    this.#scripts = scripts
    if (openStream) this.openStream = openStream
  }

  execute(request: StepRequest): Outcome | Promise<Outcome> {
    this.calls.push(request)
    return this.#scripts[request.step.name]?.(request) ?? { kind: 'ok', value: null }
  }
}

export const ok = (value: Json = null): Outcome => ({ kind: 'ok', value })
export const fail = (message = 'failed', more: { readonly code?: string; readonly retryable?: boolean } = {}): Outcome => ({ kind: 'fail', error: { code: 'TEST', message, ...more } })

/** Evaluates only what tests of the engine need: `true`, `false`, a path such as `a.b`, `path = "literal"`; others throw. */
export const pathEvaluator: Evaluator = {
  evaluate(expr, root) {
    const equation = /^([\w.]+) = "(.*)"$/.exec(expr)
    if (equation) return walk(root, equation[1] ?? '') === equation[2]
    if (expr === 'true' || expr === 'false') return expr === 'true'
    if (/^[\w.]+$/.test(expr)) return walk(root, expr)
    throw new Error(`cannot evaluate ${expr}`)
  },
}

function walk(root: Json, path: string): Json {
  return path.split('.').reduce<Json>((at, key) => (at !== null && typeof at === 'object' && key in at ? ((at as { readonly [key: string]: Json })[key] ?? null) : null), root)
}
