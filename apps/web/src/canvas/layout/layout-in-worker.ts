import type { LaidOut, LayoutSources } from './laid-out.ts'

/** Lays a large drawing out while the page goes on. */
export function layoutInWorker({ document, lanes, density }: LayoutSources): Promise<LaidOut> {
  const worker = new Worker(new URL('layout.worker.ts', import.meta.url), { type: 'module' })
  const { positions: _, ...view } = document.view ?? {}
  return new Promise<LaidOut>((done, fail) => {
    worker.addEventListener('message', ({ data }: MessageEvent<LaidOut>) => done(data))
    worker.addEventListener('error', ({ message }) => fail(new Error(message)))
    worker.postMessage({ document: { ...document, view }, lanes, density } satisfies LayoutSources)
  }).finally(() => worker.terminate())
}
