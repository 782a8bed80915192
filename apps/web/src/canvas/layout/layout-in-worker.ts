import type { WorkflowDocument } from '@eddy/workflow'
import type { Positions } from '../../store/document/positions.ts'

/** Lays a large drawing out while the page goes on. */
export function layoutInWorker(document: WorkflowDocument): Promise<Positions> {
  const worker = new Worker(new URL('layout.worker.ts', import.meta.url), { type: 'module' })
  const { view: _, ...told } = document
  return new Promise<Positions>((done, fail) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Positions>) => done(data))
    worker.addEventListener('error', ({ message }) => fail(new Error(message)))
    worker.postMessage(told)
  }).finally(() => worker.terminate())
}
