import { parentPort } from 'node:worker_threads'
import { cellsOf, failureMatrix, MatrixCache, setStage } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import { createLogic } from '@eddy/steps/logic'
import type { Step, WorkflowDocument } from '@eddy/workflow'

const STEPS = 60
const surroundings = { catalog, logic: createLogic() }

/** Rows of three, joined: half of them with an expression over what they read, all with an undo, some with retries. */
function document(edited: boolean): WorkflowDocument {
  const steps = Array.from({ length: STEPS }, (_, index): Step => {
    const after = index < 3 ? [] : [`s${index - 3}`]
    const shared = { name: `s${index}`, waitFor: after, ...(index % 5 === 0 ? { retry: { max: 3, backoff: { initial: 'PT2S', factor: 2 } } } : {}) }
    if (index % 4 === 3) return { ...shared, kind: 'expression', config: { expr: `{ "n": $count(in), "id": in.id, "edited": ${edited && index === 51} }` }, arguments: [{ name: 'in', from: { result: `s${index - 1}` } }] }
    return { ...shared, kind: 'http.request', config: { method: 'POST', url: `http://127.0.0.1:1/s${index}` }, undo: 'undo', timeout: 'PT10S', onInterrupt: 'retry' }
  })
  return { eddy: 1, name: 'bench', steps, handlers: [{ name: 'undo', kind: 'http.request', config: { method: 'DELETE', url: 'http://127.0.0.1:1/{{ id }}' }, arguments: [{ name: 'id', from: { origin: 'value' }, path: ['body', 'id'] }] }] }
}

/** Wall time, and what of it was computing: other programs on the machine do not count. */
const timed = async <T>(action: () => Promise<T>): Promise<readonly [number, T, number]> => {
  const from = performance.now()
  const spent = process.cpuUsage()
  const result = await action()
  const { user, system } = process.cpuUsage(spent)
  return [performance.now() - from, result, (user + system) / 1_000]
}

const cache = new MatrixCache()
const [fullMs, matrix, fullCpuMs] = await timed(() => failureMatrix(setStage(document(false), surroundings), { cache }))
const [sameMs] = await timed(() => failureMatrix(setStage(document(false), surroundings), { cache }))
const [editedMs, edited] = await timed(() => failureMatrix(setStage(document(true), surroundings), { cache }))
const reached = cellsOf(matrix).filter((cell) => cell.reached).length
if (reached < 300) throw new Error(`only ${reached} cells were reached`)
parentPort?.postMessage({ cells: cellsOf(matrix).length, fullMs, fullCpuMs, sameMs, editedMs, recomputed: edited.computed })
