/** Why an expression has no value; the message is for the author. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError'
  constructor(
    readonly code: 'EXPRESSION_ERROR' | 'EXPRESSION_TIMEOUT',
    message: string,
  ) {
    super(message)
  }
}

/** JSONata throws plain objects with a code and a message; `D1012` is its timeout. */
export function expressionError(error: unknown): ExpressionError {
  if (error instanceof ExpressionError) return error
  if (error instanceof RangeError) return new ExpressionError('EXPRESSION_ERROR', 'the expression or its data is nested too deeply')
  if (typeof error !== 'object' || error === null || !('message' in error)) return new ExpressionError('EXPRESSION_ERROR', String(error))
  const late = 'code' in error && error.code === 'D1012'
  return late ? timedOut() : new ExpressionError('EXPRESSION_ERROR', String(error.message))
}

export function timedOut(): ExpressionError {
  return new ExpressionError('EXPRESSION_TIMEOUT', 'the expression took too long and was stopped; a code step has a time limit that can be set')
}
