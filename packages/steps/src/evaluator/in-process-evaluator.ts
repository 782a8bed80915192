import type { Evaluator, StepContext } from '@eddy/engine'
import { schemaFaults, type Json } from '@eddy/workflow'
import jsonata, { type Expression } from 'jsonata'
import { expressionError, ExpressionError } from './expression-error.ts'
import { fastPath, UNSURE, type FastPath } from './fast-path.ts'
import { isBounded, keepsArrays } from './is-bounded.ts'
import { Lru } from './lru.ts'
import { plainJson } from './plain-json.ts'

/** Evaluates where it can be killed; rejects with an ExpressionError. */
export type EvaluateElsewhere = (expr: string, root: Json, context: StepContext | null) => Promise<Json>

export interface InProcessOptions {
  /** Takes what is not bounded, and what turns out to take long. Without it everything runs here, as long as `timeoutMs` lets it, which a regular expression that explodes does not ask: what strangers write belongs into a thread that can be ended. */
  readonly elsewhere?: EvaluateElsewhere
  /** How long an expression may take here; default 50 with `elsewhere`, else 1000. */
  readonly timeoutMs?: number
}

interface Parsed {
  readonly fast: FastPath | undefined
  readonly bounded: boolean
  readonly copies: boolean
  readonly expression: Expression
}

const KEPT = 2_000
const STACK = 1_500
const MAX_ITEMS = 1_000_000

/** The evaluator's part that needs no platform: for browsers, and the first half of the one in Node. Simple expressions answer synchronously. */
export function createInProcessEvaluator({ elsewhere, timeoutMs = elsewhere ? 50 : 1_000 }: InProcessOptions = {}): Evaluator {
  const parsed = new Lru<Parsed>(KEPT)

  const slowly = async ({ expression, copies }: Parsed, root: Json, context: StepContext | null): Promise<Json> => {
    try {
      return plainJson(await expression.evaluate(copies ? structuredClone(root) : root, { context }))
    } catch (error) {
      throw expressionError(error)
    }
  }

  return {
    faults: schemaFaults,
    evaluate(expr, root, context) {
      const found = parsed.get(expr, () => parse(expr, timeoutMs))
      const value = found.fast?.(root, context) ?? (found.fast ? null : UNSURE)
      if (value !== UNSURE) return plainJson(value)
      if (!elsewhere) return slowly(found, root, context)
      if (!found.bounded) return elsewhere(expr, root, context)
      return slowly(found, root, context).catch((error: unknown) => {
        if (error instanceof ExpressionError && error.code === 'EXPRESSION_TIMEOUT') return elsewhere(expr, root, context)
        throw error
      })
    },
  }
}

function parse(expr: string, timeout: number): Parsed {
  try {
    const expression = jsonata(expr, { timeout, stack: STACK, sequence: MAX_ITEMS })
    const ast = expression.ast()
    return { fast: fastPath(ast), bounded: isBounded(ast), copies: keepsArrays(ast), expression }
  } catch (error) {
    throw expressionError(error)
  }
}

