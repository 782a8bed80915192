// Evaluates expressions that nobody can bound, one at a time: whoever waits too long ends this worker.
import { parentPort } from 'node:worker_threads'
import jsonata from 'jsonata'

parentPort?.on('message', async ({ expr, root, context }) => {
  try {
    const result = await jsonata(expr, { timeout: 5000, stack: 200 }).evaluate(root, { context })
    if (typeof result === 'function' || result?._jsonata_lambda || result?._jsonata_function) throw new Error('the result is a function, not a value')
    parentPort?.postMessage({ answer: { value: result === undefined ? null : JSON.parse(JSON.stringify(result) ?? 'null') } })
  } catch (error) {
    parentPort?.postMessage({ answer: { error: String(error?.message ?? error) } })
  }
})
