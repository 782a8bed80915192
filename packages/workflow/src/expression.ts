import jsonata from 'jsonata'
import { limits } from './limits.ts'

export interface ExpressionFault {
  readonly message: string
  /** Characters before the fault, where the parser knows. */
  readonly position?: number
}

// Parsing costs about 0.1 ms and an editor validates after every change: verdicts are kept, bounded by starting anew.
const verdicts = new Map<string, ExpressionFault | undefined>()
const KEPT = 5_000

/** Parses a JSONata expression and says what is wrong with it; undefined when it is sound. Never throws and evaluates nothing. */
export function expressionFault(text: string): ExpressionFault | undefined {
  if (text.length > limits.expressionLength) return { message: `The expression has ${text.length} characters; ${limits.expressionLength} are allowed.` }
  if (verdicts.has(text)) return verdicts.get(text)
  if (verdicts.size >= KEPT) verdicts.clear()
  const verdict = parse(text)
  verdicts.set(text, verdict)
  return verdict
}

function parse(text: string): ExpressionFault | undefined {
  if (text.trim() === '') return { message: 'The expression is empty.' }
  try {
    jsonata(text)
    return undefined
  } catch (error) {
    return faultOf(error)
  }
}

function faultOf(error: unknown): ExpressionFault {
  if (error instanceof RangeError) return { message: 'The expression is nested too deeply.' }
  if (typeof error !== 'object' || error === null || !('message' in error)) return { message: 'The expression cannot be read.' }
  const message = String(error.message)
  return 'position' in error && typeof error.position === 'number' ? { message, position: error.position } : { message }
}
