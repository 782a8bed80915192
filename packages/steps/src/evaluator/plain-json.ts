import type { Json } from '@eddy/workflow'

/** An expression's result as plain JSON: nothing is null, sequences lose their marks, a function is refused. */
export function plainJson(result: unknown): Json {
  if (result === undefined || result === null) return null
  if (typeof result === 'string' || typeof result === 'boolean') return result
  if (typeof result === 'number') return Number.isFinite(result) ? result : null
  if (typeof result === 'function' || isFunction(result)) throw new Error('the result is a function, not a value')
  // JSONata's sequences carry flags that are no elements; a round trip leaves only what is JSON
  const text = JSON.stringify(result)
  return text === undefined ? null : (JSON.parse(text) as Json)
}

function isFunction(result: object | bigint | symbol): boolean {
  return typeof result === 'object' && ('_jsonata_lambda' in result || '_jsonata_function' in result)
}
