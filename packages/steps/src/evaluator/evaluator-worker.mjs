// Evaluates one expression at a time in a thread of its own, which whoever started it kills when it takes too long.
// Plain JavaScript: a worker starts without the loader that reads TypeScript.
import { parentPort } from 'node:worker_threads'
import jsonata from 'jsonata'

const MAX_ITEMS = 1_000_000
const MAX_TEXT = 5_000_000
/** Under this name JSONata looks for what it calls with the result of every node. @type {any} */
const AFTER_EACH_NODE = Symbol.for('jsonata.__evaluate_exit')

/** @typedef {{ expr: string, root: unknown, context: unknown, timeoutMs: number }} Job */

/**
 * @param {Job} job
 * @returns {Promise<{ json?: string } | { code: unknown, message: string }>}
 */
async function evaluate({ expr, root, context, timeoutMs }) {
  try {
    const expression = jsonata(expr, { timeout: timeoutMs, stack: 1_500, sequence: MAX_ITEMS })
    expression.assign(AFTER_EACH_NODE, boundSize)
    const value = await expression.evaluate(root, { context })
    // as text, because what JSONata hangs on its lists would not survive the way, and what JSON has no word for is found here
    return { json: JSON.stringify(value, refuse) }
  } catch (error) {
    return describe(error)
  }
}

/**
 * One allocation beyond the heap's limit ends the whole process, not this thread alone: what grows by doubling is stopped before.
 * @param {unknown} _expr @param {unknown} _input @param {any[]} rest
 */
function boundSize(_expr, _input, ...rest) {
  const result = rest[1]
  if (typeof result === 'string' && result.length > MAX_TEXT) throw new Error(`a text became longer than ${MAX_TEXT} characters`)
  if (Array.isArray(result) && result.length > MAX_ITEMS) throw new Error(`a list became longer than ${MAX_ITEMS} elements`)
}

/** @param {string} _key @param {any} value */
function refuse(_key, value) {
  if (typeof value === 'function' || (value && (value._jsonata_function === true || value._jsonata_lambda === true))) throw new Error('the result contains a function, which JSON cannot hold')
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`the result contains ${value}, which JSON cannot hold`)
  return value
}

/** @param {any} error */
function describe(error) {
  if (error instanceof RangeError) return { code: 'RANGE', message: 'the expression or its data is nested too deeply, or its result is too large' }
  return { code: error?.code, message: String(error?.message ?? error) }
}

parentPort?.on('message', async (/** @type {Job} */ job) => parentPort?.postMessage({ answer: await evaluate(job) }))
